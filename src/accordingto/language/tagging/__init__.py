"""The trained tagger: words → sources, cues, contents, and a judgement of every sentence."""
