"""Words that may give a claim away, by what they are a sign of: our own lists, made from the
reasons for which an editor queries narration. They decide nothing: how much each says is learnt.
"""

from __future__ import annotations

import re


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


SIGNS = {
    "hearsay": _words(
        r"reportedly|allegedly|alleged|apparently|seemingly|supposedly|purported(?:ly)?|"
        r"said to|believed to|thought to|considered|known to|rumou?red|suspected|accused|"
        r"emerged|widely|critics?|observers?|analysts?|experts?|sources?|some|many|others|"
        r"claims?|criticism|questions?|concerns?|fears?|speculation"
    ),
    "future": _words(
        r"will|'ll|would|could|may|might|should|going to|is set to|are set to|likely|unlikely|"
        r"expected|expects?|poised|bound to|on track|risks?|threatens?|threatening|prospects?|"
        r"potential(?:ly)?|possible|possibly|perhaps|probably"
    ),
    "cause": _words(
        r"because|due to|caused?|causing|led to|leading to|as a result|"
        r"result(?:ed|ing|s)? (?:in|from|of)|amid|after|prompt(?:ed|ing|s)|spark(?:ed|ing|s)?|"
        r"fuel(?:led|ed|ing|s)?|thanks to|driven|triggered|boost(?:ed|ing|s)?|hurt|helped|"
        r"in response|in an? (?:effort|attempt|bid)|stem(?:s|med|ming)? from|blow|consequence|"
        r"impact|effect|pressure|forc(?:ed|ing|es)"
    ),
    "mind": _words(
        r"want(?:s|ed|ing)?|hop(?:e|es|ed|ing)|fear(?:s|ed|ing)?|think(?:s|ing)?|thought|"
        r"believ(?:e|es|ed|ing)|feel(?:s|ing)?|felt|know(?:s|n)?|knew|seek(?:s|ing)?|sought|"
        r"intend(?:s|ed)?|try(?:ing)?|tries|tried|eager|keen|worr(?:y|ies|ied)|angry|"
        r"anger(?:ed)?|frustrat(?:ed|ion)|furious|upset|pleased|happy|concern(?:ed)?|"
        r"interest(?:ed)?|determined|view(?:s|ed)?|see(?:s|n)?|saw|love[sd]?|hat(?:e|es|ed)|"
        r"like[sd]?|decid(?:ed|es)|realiz(?:e|ed)"
    ),
    "judgement": _words(
        r"most|least|best|worst|biggest|largest|greatest|highest|lowest|longest|major|huge|"
        r"significant(?:ly)?|massive|dramatic(?:ally)?|controversial|stunning|serious|severe|"
        r"crisis|failed|failure|success(?:ful)?|widely|clearly|obvious(?:ly)?|notorious|"
        r"embarrass\w*|blow|strong(?:est)?|weak(?:est)?|key|crucial|critical|important|"
        r"unprecedented|popular|powerful|radical|extreme|extremist|so-called|rare|"
        r"remarkabl[ey]|simply|merely|indeed|even|actually|hardly|infamous|racist|dangerous|"
        r"deadly|corrupt\w*|fake|false(?:ly)?|lie[sd]?|lying|illegal(?:ly)?"
    ),
    "number": re.compile(
        r"\d|\b(?:million|billion|percent|per cent|half|dozens?|hundreds|thousands|majority|third|"
        r"quarter|double[sd]?|triple[sd]?|most|nearly|about|around|more than|at least|up to|"
        r"estimated?)\b",
        re.IGNORECASE,
    ),
    "percentage": re.compile(r"%|\bper ?cent", re.IGNORECASE),
    "money": re.compile(r"[$£€]\s?\d"),
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "about": _words(
        r"nearly|about|around|roughly|some|more than|at least|up to|estimated?|approximately|"
        r"over|almost|as many as|fewer than|less than"
    ),
    "violence": _words(
        r"kill(?:ed|ing|s)?|murder(?:ed|s)?|shot|shooting|attack(?:ed|s)?|assault(?:ed)?|"
        r"rape[sd]?|stabb\w+|fraud|theft|stole|corrupt\w*|abus\w+|violen\w+|terror\w*|"
        r"victims?|suspects?|gunman|police|officers?|crime|illegal\w*|violat\w+|scandal|"
        r"misconduct|lied|guilty|beat(?:en)?|fired|threw|bomb\w*|died|death"
    ),
    "record": _words(
        r"voted?|signed|announced|elected|appointed|filed|charged|sentenced|convicted|"
        r"arrested|ruled|passed|approved|released|published|issued|scheduled|won|lost|scored|"
        r"beat|graduated|born|founded|served|joined|resigned|nominated|sworn|held|met|visited|"
        r"spoke|declined|respond|comment|request"
    ),
    "first person": _words(r"I|my|me|we|our|us|I'm|I've"),
    "second person": _words(r"you|your"),
    "question": re.compile(r"\?\s*[”\"’']?$"),
    "negation": _words(r"not|no|never|none|without|nor"),
    "contrast": re.compile(
        r"^(?:But|Yet|However|Still|And|Nevertheless|Though|While|Despite|Instead|Meanwhile)\b"
    ),
    "past": _words(r"was|were|had|did"),
    "present": _words(r"is|are|has|have|does|do"),
    "quotation mark": re.compile(r"[\"“”]"),
    "day of the week": _words(r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
    "passive": re.compile(r"\b(?:was|were|been|is|are|being|be)\s+\w+(?:ed|en)\b"),
}
