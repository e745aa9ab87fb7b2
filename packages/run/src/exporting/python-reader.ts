/**
 * The first two steps of `readClass` of @dln/losses in Python: the answer is a class, or its first
 * line is one, in ever looser forms. Later steps, which read sentences,
 * are left out, so that it reads no other class than `readClass`.
 */
export const PYTHON_READER: string = String.raw`
_MARKS = r"\s\"'«»‹›()\[\]{}<>*_${'`'}~.,;:!?…。、，「」『』【】《》〈〉"
_WRAPPED = re.compile(
    r"^(?:\((.+)\)|\[(.+)\]|\{(.+)\}|<(.+)>|\"(.+)\"|'(.+)'|${'`'}(.+)${'`'}|\*(.+)\*|_(.+)_|\$(.+)\$|«(.+)»|「(.+)」)$"
)


def _visible(text):
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u00ad\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff]", "", text)
    text = re.sub("[‘’‚‛′]", "'", text)
    text = re.sub("[“”„‟″]", '"', text)
    text = re.sub("[‐‑‒–—−]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def _fold(text):
    return unicodedata.normalize("NFKC", text.upper().lower())


def _peel(text):
    match = _WRAPPED.match(text)
    inner = next((group for group in match.groups() if group is not None), None) if match else None
    following = (re.sub(r"(?<=.)[.,;!?。]$", "", text) if inner is None else inner).strip()
    return text if following in (text, "") else _peel(following)


def _strip_marks(text):
    stripped = re.sub(rf"[{_MARKS}]+$", "", text)
    stripped = re.sub(rf"^(?:(?!\.\d)[{_MARKS}])+", "", stripped)
    return stripped or text


_FORMS = [
    lambda text: unicodedata.normalize("NFC", text).strip(_BLANKS),
    _visible,
    lambda text: _peel(_visible(text)),
    lambda text: _strip_marks(_visible(text)),
    lambda text: _fold(_visible(text)),
    lambda text: _fold(_peel(_visible(text))),
    lambda text: _fold(_strip_marks(_visible(text))),
    lambda text: re.sub(
        r"(?<=[^\W\d_])[\s_-]+(?=[^\W\d_])", " ", _fold(_strip_marks(_visible(text)))
    ),
]


def _find(text):
    """The only class that is equal to a text, in the strictest form in which any is."""
    for form in _FORMS:
        key = form(text)
        owners = [names for names in CLASSES if key and key in map(form, names)]
        if len(owners) == 1:
            return owners[0][0]
    return None


def read_class(text):
    """The class that a text consists of, or its first line, else None."""
    found = _find(text)
    if found is not None or re.search(r"<\|?/?\w|\[/?THINK\]", text):
        return found
    # A further question that the model made up is not part of the answer.
    turn = re.split(
        r"\n\s*(?:q|question|input|human|user|problem|example)\s*\d*\s*[:：]", text, maxsplit=1, flags=re.I
    )[0]
    lines = [line for line in (turn.strip(_BLANKS) and turn or text).split("\n") if line.strip(_BLANKS)]
    return _find(turn) or (_find(lines[0]) if lines else None)

`;
