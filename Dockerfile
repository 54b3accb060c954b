# The command in a container: docker build -t accordingto .
# docker run --rm --network none -v "$PWD:/work" accordingto report draft.txt
FROM python:3.12-slim
COPY . /source
RUN pip install --no-cache-dir '/source[pdf,corpus]' && rm -r /source
RUN useradd --create-home reader
USER reader
WORKDIR /work
ENTRYPOINT ["accordingto"]
