"""Where sentences, quotations and speaker turns stand, from the characters alone."""
