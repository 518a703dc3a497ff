"""Every rule there is, declared once: code, name, severity, and why it exists.

The letter tells the subject: B case files, S sources, C claims, E entities, V events, R relations,
H questions and evidence, Q quantities, P the author's own prose, A analyses, X our own faults. A code is
never used twice: a rule that is no longer checked moves to `RETIRED`.
"""

from wigmore.diagnostics.diagnostic import Rule, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# --- B: case files -----------------------------------------------------------------------------------------
NO_CASE_FILE = Rule("B001", "no-case-file", ERROR, "a folder is a case by its case.yaml")
SECOND_CASE = Rule("B002", "second-case", ERROR, "a folder holds one case, declared in one place")
NOT_UTF8 = Rule("B003", "not-utf8", ERROR, "a guessed encoding changes names without a word")
FILE_TOO_LARGE = Rule("B004", "file-too-large", ERROR, "a file of this size is not one that people author")
LINK_OUT = Rule("B005", "link-out-of-folder", ERROR, "a case must read the same wherever its folder lies")
YAML_SYNTAX = Rule("B006", "yaml-syntax", ERROR, "what cannot be parsed cannot be read in part")
BARE_GREATER = Rule("B007", "bare-greater-than", ERROR, "in YAML a bare > opens a block of text")
ANCHOR = Rule("B008", "anchor-or-alias", ERROR, "a value must be seen where it is read")
TAG = Rule("B009", "tag", ERROR, "a tag asks the reader to build something, and a case builds nothing")
SECOND_DOCUMENT = Rule("B010", "second-document", ERROR, "what follows --- would be lost")
DOUBLED_KEY = Rule("B011", "doubled-key", ERROR, "one of the two values would be lost")
TOO_DEEP = Rule("B012", "nested-too-deep", ERROR, "no record of the format is nested this deep")
UNKNOWN_KIND = Rule("B013", "unknown-kind", ERROR, "records under an unknown kind would be lost")
UNKNOWN_KEY = Rule("B014", "unknown-key", ERROR, "a misspelt key would be lost")
WRONG_TYPE = Rule("B015", "wrong-type", ERROR, "a value of another shape cannot be understood")
MISSING_KEY = Rule("B016", "missing-key", ERROR, "the record means nothing without it")
BAD_ID = Rule("B017", "bad-id", ERROR, "ids are typed by hand in many places and must be easy to type")
CLASHING_IDS = Rule("B018", "clashing-ids", ERROR, "an id names one record in the whole case")
DANGLING = Rule("B019", "dangling-reference", ERROR, "a trail must not end in nothing")
WRONG_KIND = Rule("B020", "reference-of-wrong-kind", ERROR, "the record named cannot stand here")
UNQUOTED_SET = Rule("B021", "unquoted-set", ERROR, "to YAML [a, b] is a list, not a date of the form one-of")
BAD_DATE = Rule("B022", "bad-date", ERROR, "a date that must be guessed is not a date")
UNKNOWN_WORD = Rule("B023", "unknown-word", ERROR, "the words of this place are a closed list")
EMPTY_VALUE = Rule("B024", "empty-value", ERROR, "nothing is not the same as unknown")
CONTROL_CHARACTER = Rule("B025", "control-character", ERROR, "characters that nobody sees can hide text")
UNREADABLE = Rule("B026", "unreadable", ERROR, "a file that cannot be opened cannot be left out in silence")
OTHER_ENDING = Rule(
    "B027", "other-ending", WARNING, "only *.yaml and *.md are read, so this file would be lost"
)
UNUSED_ACCEPT = Rule(
    "B028", "unused-acceptance", WARNING, "an acceptance without its warning hides the next one"
)
BAD_ACCEPT = Rule("B029", "bad-acceptance", ERROR, "only warnings can be accepted, by their code")
BAD_POLICY = Rule("B030", "bad-policy", ERROR, "an override must name a table, a row and a column that exist")
BAD_SELECTOR = Rule(
    "B031", "bad-selector", ERROR, "a selector that is not understood selects the wrong records"
)
CANNOT_WRITE = Rule("B032", "cannot-write", ERROR, "a report that is not on disk was not made")
KIND_IS_LIST = Rule("B033", "list-of-records", ERROR, "records are kept by id, so that they can be named")

# --- S: sources --------------------------------------------------------------------------------------------
BAD_HASH = Rule("S001", "bad-hash", ERROR, "a capture is named by the SHA-256 of its bytes")
CAPTURE_CHANGED = Rule("S002", "capture-changed", ERROR, "stored bytes must stay as they were taken")
DERIVATION_CIRCLE = Rule("S003", "derivation-circle", ERROR, "a circle of copies has no origin")
BAD_CAPTURE_LIST = Rule("S004", "bad-capture-list", ERROR, "a line that is not understood loses a capture")
CAPTURE_NOT_TEXT = Rule(
    "S005", "capture-not-text", WARNING, "only plain text can be searched for a quote so far"
)
UNSAFE_ADDRESS = Rule("S006", "unsafe-address", WARNING, "only web addresses become links")
PUBLISHED_LATER = Rule(
    "S007", "published-later", WARNING, "a source from after the case's day could not be known"
)
BAD_RELIABILITY = Rule(
    "S008", "reliability-without-reason", WARNING, "a grade without a reason cannot be argued with"
)
UNREAD_ORIGIN = Rule(
    "S021", "unread-origin", WARNING, "claims go back to a document that nobody here has read"
)

# --- C: claims ---------------------------------------------------------------------------------------------
NO_SOURCE = Rule("C001", "claim-without-source", ERROR, "a claim is that a source says something")
UNKNOWN_PROPERTY = Rule("C002", "unknown-property", ERROR, "a misspelt property is not a new property")
PROPERTY_ELSEWHERE = Rule(
    "C003", "property-of-another-kind", ERROR, "the property does not fit what it is said of"
)
VALUE_NOT_ALLOWED = Rule("C004", "value-not-allowed", ERROR, "the values of this property are a closed list")
HALF_STATEMENT = Rule("C005", "property-without-value", ERROR, "property and value are compared together")
UNKNOWN_SCOPE = Rule("C006", "unknown-scope", ERROR, "the property distinguishes other scopes")
INFERENCE_CIRCLE = Rule("C007", "inference-circle", ERROR, "a claim cannot be inferred from itself")
QUOTE_NOT_FOUND = Rule(
    "C008", "quote-not-found", ERROR, "a quote must stand in the document it is taken from"
)
QUOTE_AMBIGUOUS = Rule(
    "C009", "quote-ambiguous", WARNING, "the reader must find the one passage that is meant"
)
NO_WARRANT = Rule("C010", "inference-without-warrant", WARNING, "a step from claim to claim needs its reason")
BINDING_CIRCLE = Rule("C011", "binding-circle", ERROR, "a value cannot be taken from itself")
NO_PLACE = Rule("C012", "claim-without-place", WARNING, "a document we hold can be cited at a place")
BINDING_EMPTY = Rule("C013", "binding-without-value", ERROR, "the claim it is bound to carries no such value")
BOTH_STANCES = Rule(
    "C014", "one-source-both-ways", WARNING, "one document both says and denies the same claim"
)
WRONG_COUNT = Rule(
    "C015", "wrong-number-of-subjects", ERROR, "the property tells how so many things stand to one another"
)

# --- E: entities -------------------------------------------------------------------------------------------
ENDS_FIRST = Rule("E001", "ends-before-it-begins", ERROR, "an end cannot lie before its beginning")
SAME_NAME = Rule("E002", "same-name", WARNING, "two records under one name are often one thing")
BAD_PATENT = Rule(
    "E010", "impossible-patent-number", WARNING, "a number that no office gave leads to no document"
)
OTHER_FORM = Rule(
    "E011", "patent-number-of-another-form", WARNING, "an application is no patent, and counts otherwise"
)
NOT_COMPARED = Rule(
    "E012", "sought-outside-comparison", ERROR, "a search for a cell that is not there would be lost"
)

# --- V: events ---------------------------------------------------------------------------------------------
BEFORE_EXISTENCE = Rule(
    "V001", "outside-existence", ERROR, "nothing takes part before it exists or after it ended"
)
PART_CIRCLE = Rule("V002", "part-of-circle", ERROR, "an event cannot be a part of itself")
NOT_YET = Rule("V003", "happened-later", WARNING, "what lies after the case's day has not happened")
PART_OUTSIDE = Rule("V004", "part-outside-whole", WARNING, "a part lies within the time of its whole")
NOBODY_THERE = Rule("V010", "nobody-there", WARNING, "a meeting without names says nothing of anybody")

# --- R: relations ------------------------------------------------------------------------------------------
RELATION_OUTSIDE = Rule(
    "R001", "relation-outside-existence", ERROR, "both ends must exist while a relation holds"
)
RELATION_TO_SELF = Rule("R002", "relation-to-itself", ERROR, "a relation has two ends")
SHARE_OUTSIDE = Rule("R003", "share-out-of-range", ERROR, "a share lies between nothing and the whole")
PARENT_CIRCLE = Rule(
    "R010", "circle-of-parents", ERROR, "nothing is its own parent, however many lie between"
)
SUCCESSION_CIRCLE = Rule("R011", "circle-of-successors", ERROR, "what succeeds another began when that ended")
CROSS_HOLDING = Rule(
    "R012", "cross-holding", WARNING, "shares held in a circle are lawful, and often one of them is a slip"
)
EMPTY_LEVEL = Rule(
    "R020", "level-without-member", WARNING, "a chain is cut at a level at which nobody can stand"
)
TWICE_IN_CHAIN = Rule(
    "R021", "member-twice-in-chain", WARNING, "whoever stands twice in a chain supplies itself on paper"
)
UNUSED_LINK = Rule("R022", "link-kind-not-used", WARNING, "a chain of links that nobody entered is all gaps")

# --- H: questions and evidence -----------------------------------------------------------------------------
BAD_PROBABILITY = Rule(
    "H001", "bad-probability", ERROR, "a probability is a number, a range or a word of the scale"
)
GIVEN_CIRCLE = Rule("H002", "given-circle", ERROR, "a question cannot presuppose itself")
CERTAIN_LIKELIHOOD = Rule(
    "H003", "certain-likelihood", ERROR, "who is certain beforehand can be moved by nothing that comes"
)
MISSING_ANSWERS = Rule("H004", "missing-answers", ERROR, "evidence is weighed across all answers or none")
NO_RESIDUAL = Rule("H005", "no-residual", ERROR, "the answer may be one that nobody has thought of")
WEIGHED_TWICE = Rule("H006", "weighed-twice", ERROR, "what is weighed twice counts double")
RESTS_ON_NOTHING = Rule("H007", "rests-on-nothing", ERROR, "what nobody says cannot be weighed")
BAD_PRIOR = Rule("H008", "bad-prior", ERROR, "one of the answers holds, so that priors sum to one")
CANDIDATE_NOT_THERE = Rule(
    "H009", "candidate-not-there", ERROR, "who did not exist on the day cannot have been the one"
)
TOO_WIDE = Rule("H010", "too-wide", WARNING, "a number that cannot be worked out exactly is not shown")
MIXED_ABSENCE = Rule(
    "H011", "mixed-absence", ERROR, "what was found and what was not are weighed in different ways"
)
NO_RIVALS = Rule("H012", "no-rivals", ERROR, "a question with one answer is a statement")

# --- Q: quantities -----------------------------------------------------------------------------------------
BAD_QUANTITY = Rule("Q001", "bad-quantity", ERROR, "a quantity is one string, number before unit")
UNKNOWN_UNIT = Rule("Q002", "unknown-unit", ERROR, "the unit table is closed, so that no symbol is misread")
WRONG_DIMENSION = Rule("Q003", "wrong-dimension", ERROR, "the property is measured in other units")

BAD_FORMULA = Rule("Q004", "bad-formula", ERROR, "a formula that is half understood gives a wrong number")
BAD_INPUT = Rule("Q005", "bad-input", ERROR, "an input that nothing uses, or that nothing gives, is a slip")
UNITS_DIFFER = Rule("Q006", "units-do-not-fit", ERROR, "apples are not added to hours")
UNKNOWN_IN_PACK = Rule("Q007", "unknown-in-pack", ERROR, "a number must come from where the author says")
DIVIDED_BY_NOUGHT = Rule(
    "Q008", "divided-by-nought", ERROR, "nothing can be divided by a range that holds nought"
)
TOO_MANY_TRIED = Rule("Q009", "too-many-combinations", ERROR, "a table of everything is read by nobody")
NO_PRICE_YEAR = Rule("Q010", "no-price-year", WARNING, "an amount of money means little without its year")
BELOW_NOUGHT = Rule("Q011", "below-nought", ERROR, "an amount below nought is a slip of sign")
LEVELS_DIFFER = Rule(
    "Q012", "level-units-do-not-fit", ERROR, "what goes into a level is measured as the level before makes it"
)
UNKNOWN_ROUTE = Rule("Q013", "unknown-route", ERROR, "what is held against a route must know which one")

# --- P: the author's own prose -----------------------------------------------------------------------------
UNKNOWN_CITATION = Rule("P001", "unknown-citation", ERROR, "a trail must not end in nothing")
CITES_OTHER_KIND = Rule(
    "P002", "citation-of-other-kind", ERROR, "a sentence rests on what sources say, or on what was looked for"
)
NO_VALUE_TO_SHOW = Rule("P003", "no-value-to-show", ERROR, "a value that is not there cannot be shown")
BAD_CITATION = Rule("P004", "bad-citation", ERROR, "what was meant as a citation must not pass as text")
UNCITED = Rule("P005", "uncited-statement", WARNING, "a statement of a report leads back to its sources")
SURER = Rule("P006", "surer-than-its-claims", WARNING, "a sentence can be no surer than what it rests on")

# --- A: analyses -------------------------------------------------------------------------------------------
OUTSIDE_INPUTS = Rule(
    "A001", "basis-outside-inputs", ERROR, "an analysis rests only on what it declared to read"
)
UNKNOWN_ANALYSIS = Rule(
    "A002", "unknown-analysis", ERROR, "options for an analysis that is not installed do nothing"
)
BAD_OPTION = Rule("A003", "bad-option", ERROR, "an option that is not understood changes nothing")
EMPTY_SERIES = Rule("A010", "empty-series", WARNING, "where nothing happened, nothing can coincide")
SERIES_APART = Rule("A011", "series-apart", WARNING, "what lies in another time cannot follow")
OPEN_SERIES = Rule("A012", "open-series", WARNING, "an event without a time is neither a match nor a miss")
NO_WINDOW = Rule("A013", "no-window", WARNING, "without a window everything follows everything before it")
ANALYSIS_CRASHED = Rule(
    "A900", "analysis-crashed", ERROR, "a result that was not computed must not look computed"
)

# --- X: our own faults -------------------------------------------------------------------------------------
OWN_FAULT = Rule("X001", "own-fault", ERROR, "a fault of the program, not of the case")

RULES = tuple(rule for rule in list(globals().values()) if isinstance(rule, Rule))
BY_CODE = {rule.code: rule for rule in RULES}
RETIRED: dict[str, str] = {}

if len(BY_CODE) != len(RULES) or RETIRED.keys() & BY_CODE.keys():
    raise ValueError("a code is used twice")
