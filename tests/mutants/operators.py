# SPDX-License-Identifier: MIT
"""The changes that tests/mutants/run makes: which lines are code, and what each operator makes of a line.

An operator takes a line of code and its mask (the line with comments and the insides of literals blanked out, so that
positions agree) and gives every line it can make of it.
"""
import re

# A comment, a string or a character: whichever begins first.
HIDDEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def blank(found):
    """Of the same length: quotes stay, a comment goes, lines remain lines."""
    text = found[0]
    if text[0] == "/":
        return re.sub(r"[^\n]", " ", text)
    return text[0] + "_" * (len(text) - 2) + text[-1]


def mask(text):
    return HIDDEN.sub(blank, text)


def replaced(line, span, new):
    return line[:span[0]] + new + line[span[1]:]


def substitution(pattern, new):
    """Each place that the pattern matches outside of literals, replaced by new (a text, or a function of the match)."""
    compiled = re.compile(pattern)

    def operator(line, code):
        for found in compiled.finditer(code):
            yield replaced(line, found.span(), new(found) if callable(new) else new)
    return operator


def closing(code, at):
    """Where the bracket that opens at `at` closes, or -1."""
    depth = 0
    for place in range(at, len(code)):
        depth += {"(": 1, ")": -1}.get(code[place], 0)
        if depth == 0:
            return place
    return -1


def next_number(found):
    """Not of a buffer's length in its declaration, nor of room that is asked for: nobody can tell whether there is more."""
    before = found.string[:found.start()]
    is_length = re.search(r"\b(?:char|uint8_t|unsigned char) (?:\w+\[\w+\], )*\w+\[$", before)
    is_room = re.search(r"\bmemory_(?:grow|array|room)\([^;]*$", before) and (
        before.endswith("+ ") or found.string.startswith(" +", found.end()))
    return found[0] if is_length or is_room else str(int(found[0]) + 1)


def negate_condition(line, code):
    for found in re.finditer(r"\b(?:if|while) \(", code):
        end = closing(code, found.end() - 1)
        if end > 0:
            yield f"{line[:found.end()]}!({line[found.end():end]}){line[end:]}"


STATEMENT = re.compile(r"(\s+)(?:\(void\))?[a-z_][\w.>\[\]*-]*(?:\(.*\)| (?:[-+|&^]?=) .*|\+\+|--);$")


def drop_statement(line, code):
    """A call, an assignment or a jump that is a line of its own; a declaration is none, and neither is what goes on from the
    line before (which `code_lines` says)."""
    found = STATEMENT.match(code) or re.match(r"(\s+)(?:break|continue);$", code)
    if found and code.count("(") == code.count(")"):
        yield f"{found[1]};"


def drop_row(line, code):
    if re.match(r"\s+(?:\[\w+\]\s*= ?)?\{.*\},?$", code) or re.match(r"\s+ROW\(.*\)\s*\\$", code):
        yield "\\" if code.rstrip().endswith("\\") else ""


def change_letter(line, code):
    """The first letter of each literal, which is another then."""
    for found in re.finditer(r'"(_+)"', code):
        letter = re.search(r"(?<![\\%])[A-Za-z]", line[found.start(1):found.end(1)])
        if letter and "#include" not in line:
            at = found.start(1) + letter.start()
            yield replaced(line, (at, at + 1), "q" if line[at] != "q" else "z")


OPPOSITE = {"==": "!=", "!=": "==", "<=": "<", ">=": ">", "<": "<=", ">": ">=", "&&": "||", "||": "&&", "+": "-", "-": "+",
            "true": "false", "false": "true"}


def opposite(found):
    return OPPOSITE[found[0]]


def return_other(line, code):
    for found in re.finditer(r"\breturn ((?:[^;?\"]*[=!<>]=[^;?\"]*)|(?:!?[a-z_]\w*\([^;?]*\) (?:&&|\|\|) [^;?]*));$", code):
        yield replaced(line, found.span(1), f"!({line[found.start(1):found.end(1)]})")


C_OPERATORS = {
    "negate-condition": negate_condition,
    "change-comparison": substitution(r"(?<![<>=!-])(?:[=!<>]=|(?<= )[<>](?= ))(?!=)", opposite),
    "swap-and-or": substitution(r"&&|\|\|", opposite),
    "drop-not": substitution(r"(?<![\w)])!(?=[\w(*!])", ""),
    "drop-statement": drop_statement,
    "change-constant": substitution(r"(?<![\w.\"])(?<!= \{)\d+(?=U?L*\b)(?![.x])", next_number),
    "off-by-one": substitution(r"(?<= )[-+] 1\b", lambda found: found[0][0] + " 0"),
    "change-sign": substitution(r"(?<=[\w)\]] )[-+](?= [\w(])", opposite),
    "swap-true-false": substitution(r"\b(?:true|false)\b", opposite),
    "return-other": return_other,
    "drop-row": drop_row,
    "change-letter": change_letter,
}


def drop_element(line, _):
    """A sign or a part of one that stands on one line, whole."""
    if re.match(r"\s*<([\w-]+)>.*</\1>\s*$", line) or re.match(r"\s*<[\w-]+/>\s*$", line):
        yield ""


def change_number(line, _):
    """0.8 becomes 0.3, 0.3 becomes 0.8, and of other numbers the next."""
    found = re.search(r">(\d+)(\.\d+)?<", line)
    if found and found[2]:
        yield replaced(line, found.span(), f">{0.3 if float(found[1] + found[2]) > 0.5 else 0.8}<")
    elif found:
        yield replaced(line, found.span(), f">{int(found[1]) + 1}<")


def change_word(line, _):
    found = re.search(r">(\w)(\w{2,}[^<]*)<", line)
    if found and not found[1].isdigit():
        yield replaced(line, found.span(1), "q" if found[1] != "q" else "z")


RULE_OPERATORS = {"drop-element": drop_element, "change-number": change_number, "change-word": change_word}


def goes_on(code):
    """Does the statement go on in the next line?"""
    code = code.rstrip()
    return bool(code) and code[-1] not in ";{}:)\\" and not code.endswith("else") or code.endswith(("&&", "||"))


def code_lines(text):
    """(index, line, mask) of every line of C that does something: no brace alone, no preprocessor, no declaration of a
    function."""
    going_on = False
    for index, (line, code) in enumerate(zip(text.split("\n"), mask(text).split("\n"))):
        bare = code.strip()
        if bare and bare not in ("{", "}", "};", "else") and not bare.startswith("#"):
            yield index, line, code, going_on
        if bare:
            going_on = goes_on(code) and not bare.startswith("#")


def rule_lines(text):
    """The same of a scenario: the lines of <signs> and of what singles out a cause (<fits>, <refuted>)."""
    inside = None
    for index, line in enumerate(text.split("\n")):
        opened = re.match(r"\s*<(signs|fits|refuted)>\s*$", line)
        if opened:
            inside = opened[1]
        elif inside and re.match(rf"\s*</{inside}>", line):
            inside = None
        elif inside or re.match(r"\s*<(fits|refuted)>.*</\1>", line):
            yield index, line, line, False


def changes_of_line(line, code, going_on, operators):
    """[(operator, changed line)] of one line, without what changes nothing."""
    found = []
    for name, operator in operators.items():
        if name == "drop-statement" and going_on:
            continue
        found += [(name, changed) for changed in operator(line, code) if changed != line]
    return found
