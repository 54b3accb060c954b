"""What others read: one module per family of formats, each from a finished annotation or graph."""

import re

#: What XML 1.0 cannot hold, even escaped (section 2.2, Char).
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
