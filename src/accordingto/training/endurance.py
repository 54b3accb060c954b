"""An archive through ``accordingto corpus``: killed again and again, and by a cluster.

    python -m accordingto.training.endurance INPUT… -o DIR [--kills 20]

has the inputs, whatever ``corpus`` reads (``accordingto.training.variations`` makes any number of
articles), annotated twice: into ``DIR/killed`` by two worker processes, ended with SIGKILL at
moments by chance and begun again with ``--resume`` until that has happened ``--kills`` times, and
into ``DIR/cluster`` by two workers of a Dask cluster. Then it compares the tables row by row, and
tells how the memory of the cluster's workers went. It ends with exit code 1 where a document is
lost, stands twice, or differs. Needs the extra ``cluster``, and Linux.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from accordingto.corpus.inputs import documents, files
from accordingto.corpus.rows import TABLES
from accordingto.corpus.store import documents_of, parts

_WORKERS = 2
#: Articles of a part: of the run that is killed, and of the other. They need not be the same.
_PARTS = {"killed": 100, "cluster": 500}
#: Seconds within which a run is killed after the part that it was to reach.
_SOON = 10
_PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Parse the command line, run both, and tell what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    count = sum(1 for _ in documents(files(options.inputs), {}))
    print(f"{count} documents", flush=True)
    seconds, kills = killed(options.inputs, options.out / "killed", options.kills, count)
    print(f"killed {kills} times: {seconds:.0f} s", flush=True)
    seconds, memory = clustered(options.inputs, options.out / "cluster")
    print(f"two workers of a cluster: {seconds:.0f} s", flush=True)
    for done, megabytes in memory:
        print(f"  {done:6d} documents: {', '.join(f'{size:.0f}' for size in megabytes)} MB")
    sys.exit(0 if same(options.out / "killed", options.out / "cluster", count) else 1)


def killed(inputs: Sequence[str], folder: Path, kills: int, count: int) -> tuple[float, int]:
    """How long a run of ``count`` documents takes that is killed, and how often it was."""
    chance, start, done = random.Random(kills), time.monotonic(), 0
    whole = -(-count // _PARTS["killed"])
    while done < kills:
        process = subprocess.Popen(
            _command(inputs, folder, "--workers", str(_WORKERS)), stderr=subprocess.DEVNULL
        )
        goal = whole * done // kills + 1
        while process.poll() is None and len(parts(folder)) < goal:
            time.sleep(0.05)
        with suppress(subprocess.TimeoutExpired):
            process.wait(chance.random() * _SOON)
        process.send_signal(signal.SIGKILL)
        if process.wait() != -signal.SIGKILL:
            break
        done += 1
    subprocess.run(
        _command(inputs, folder, "--workers", str(_WORKERS)), check=True, capture_output=True
    )
    return time.monotonic() - start, done


def clustered(inputs: Sequence[str], folder: Path) -> tuple[float, list[tuple[int, list[float]]]]:
    """How long a cluster of two workers takes, and their memory in MB with every part."""
    start, memory = time.monotonic(), []
    with _cluster() as (address, workers):
        process = subprocess.Popen(
            _command(inputs, folder, "--scheduler", address), stderr=subprocess.DEVNULL
        )
        seen = 0
        while process.poll() is None:
            time.sleep(0.2)
            if len(parts(folder)) > seen:
                seen = len(parts(folder))
                memory.append((seen * _PARTS["cluster"], [_resident(pid) for pid in workers]))
    if process.returncode:
        raise RuntimeError(f"the run on a cluster ended with {process.returncode}")
    return time.monotonic() - start, memory


def same(one: Path, other: Path, count: int) -> bool:
    """Whether two folders hold the same rows, and every article once; tells of each table."""
    import duckdb

    held = [len(documents_of(folder)) for folder in (one, other)]
    right = held == [count, count]
    print(f"documents: {held[0]} and {held[1]} of {count}")
    with duckdb.connect() as connection:

        def number(query: str) -> int:
            row = connection.execute(query).fetchone()
            return 0 if row is None else int(row[0])

        for table in TABLES:
            a, b = (f"from '{folder}/{table}/*.parquet'" for folder in (one, other))
            rows = number(f"select count(*) {a}"), number(f"select count(*) {b}")
            missing = number(f"select count(*) from (({a}) except all ({b}))")
            more = number(f"select count(*) from (({b}) except all ({a}))")
            right &= rows[0] == rows[1] and missing == more == 0
            print(f"{table:13s} {rows[0]:8d} and {rows[1]:8d} rows, {missing} + {more} differ")
        once = number(f"select count(distinct article_id) from '{one}/articles/*.parquet'")
        lost = number(f"select count(*) from '{one}/failures/*.parquet'")
    print(f"articles: {once} ids, {lost} failed")
    return right and once + lost == count


def _command(inputs: Sequence[str], folder: Path, *more: str) -> list[str]:
    part = str(_PARTS[folder.name])
    command = [sys.executable, "-m", "accordingto", "corpus", *inputs, "-o", str(folder)]
    return [*command, "--resume", "--part", part, *more]


@contextmanager
def _cluster() -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler with two workers of one thread, and the workers' processes."""
    from distributed import Client, LocalCluster

    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=_WORKERS, threads_per_worker=1, dashboard_address=None, memory_limit=0
    ) as cluster:
        with Client(cluster) as client:  # type: ignore[no-untyped-call]
            processes = list(client.run(os.getpid).values())
        yield cluster.scheduler_address, processes


def _resident(pid: int) -> float:
    """The memory that a process has now, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * _PAGE / 1024**2


if __name__ == "__main__":
    main()
