"""Where an article names somebody or something, by the states of the tagger's network."""
