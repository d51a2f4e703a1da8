"""S4 and S5: choice points, blocks, and ways that lead nowhere."""

from __future__ import annotations

from typing import Final

from runtime.writer.check.pages.entry import Entry

POINT: Final = "[[choice 9s: What now?]]\n"
DEEP: Final = "".join(f"{' ' * n}+ On.\n{' ' * n}  [[choice: And now?]]\n" for n in range(0, 60, 2))

ENTRIES: Final = (
    Entry(
        "S401",
        "A choice point is followed by its choices, each on a line of its own with `+` or `*` before it.",
        POINT + "\nA chair.\n",
        POINT + "+ Sit down. -> END: Sat\n",
    ),
    Entry(
        "S402",
        "A choice counts only under a `[[choice …]]`, with nothing but its body and empty lines between it "
        "and the others.",
        "+ Sit down. -> room\n",
        POINT + "+ Sit down. -> room\n",
    ),
    Entry(
        "S403",
        "Viewers read four choices in the time they have. Make two choice points of it.",
        POINT + "+ One.\n+ Two.\n+ Three.\n+ Four.\n+ Five.\n",
        POINT + "+ One.\n+ Two.\n+ Three.\n+ Something else.\n",
    ),
    Entry(
        "S404",
        "Viewers read eight words of each choice in the time they have.",
        POINT + "+ Sit down on the red chair beside the warm stove. -> END: Sat\n",
        POINT + "+ Sit by the stove. -> END: Sat\n",
    ),
    Entry(
        "S405",
        "The deadline takes the default; of several the first that is open counts.",
        POINT + "+ Sit. [[default]] -> END: Sat\n+ Stand. [[default]] -> END: Stood\n",
        POINT + "+ Sit. [[default]] -> END: Sat\n+ Stand. -> END: Stood\n",
    ),
    Entry(
        "S406",
        "A choice takes effect `now`, at the end of the `beat`, or at the `end` of the window.",
        POINT + "+ Sit. [[cut: later]] -> END: Sat\n",
        POINT + "+ Sit. [[cut: beat]] -> END: Sat\n",
    ),
    Entry(
        "S407",
        "Every choice has a condition or is offered once, so there may be none left, and nothing says where "
        "the story goes "
        "on then. Add a choice that is always there, or a jump under the list.",
        POINT + "* Sit. -> room\n",
        POINT + "* Sit. -> room\n+ Go. -> END: Gone\n",
    ),
    Entry(
        "S408",
        "Choices stand in choices at most twenty deep, blocks in blocks fifty.",
        "[[choice: What now?]]\n" + DEEP,
        POINT + "+ Sit. -> END: Sat\n",
        shown="(choices thirty deep)",
    ),
    Entry(
        "S409",
        "The id of a choice is its own in its scene.",
        POINT + "+ Sit. [[id: x]] -> room\n+ Stand. [[id: x]] -> END: Stood\n",
        POINT + "+ Sit. [[id: x]] -> room\n+ Stand. [[id: y]] -> END: Stood\n",
    ),
    Entry(
        "S410",
        "Viewers read what they choose.",
        POINT + "+ [[default]] -> room\n",
        POINT + "+ Sit. [[default]] -> room\n",
    ),
    Entry(
        "S411",
        "Found with `diorama check STORY --generator NAME`: when a deadline takes a branch that has not been "
        "prepared, the "
        "tail is all the time there is, and this generator takes longer to its first frame. Lengthen the tail by the "
        "seconds missing.",
        "[[choice 9s tail 1s: What now?]]\n+ Sit. -> END: Sat\n",
        "[[choice 9s tail 2.5s: What now?]]\n+ Sit. -> END: Sat\n",
        wait_s=2.4,
    ),
    Entry(
        "S501",
        "A block ends with `[[end]]`, in the same scene and at the same indent.",
        "[[once]]\nA chair.\n",
        "[[once]]\nA chair.\n[[end]]\n",
    ),
    Entry(
        "S502",
        "`[[else]]`, `[[elif …]]` and `[[end]]` belong to an `[[if …]]` or `[[once]]` above them.",
        "A chair.\n\n[[end]]\n",
        "[[once]]\nA chair.\n[[end]]\n",
    ),
    Entry(
        "S503",
        "No jump, choice or heading before it leads to this scene.",
        "> END: Done\n\nINT. ATTIC - DAY #attic#\n\nA chair.\n",
        "> CUT TO: attic\n\nINT. ATTIC - DAY #attic#\n\nA chair.\n",
    ),
    Entry(
        "S504",
        "The scene does not say where it leads, so it goes on with the next one of the file, or ends the show.",
        POINT + "+ Sit.\n    She sits.\n\nINT. ATTIC - DAY #attic#\n\n> END: Done\n",
        POINT + "+ Sit.\n    She sits.\n\n> CUT TO: attic\n\nINT. ATTIC - DAY #attic#\n\n> END: Done\n",
    ),
    Entry(
        "S505",
        "Whatever viewers do, the show never ends.",
        "A chair.\n\n> CUT TO: room\n",
        "A chair.\n\n> END: Done\n",
    ),
    Entry(
        "S506",
        "The story has ends, but whoever comes to this part of it never reaches one.",
        POINT + "+ Sit. -> END: Sat\n+ Go up. -> attic\n\nINT. ATTIC - DAY #attic#\n\nDust.\n\n> CUT TO: attic\n",
        POINT + "+ Sit. -> END: Sat\n+ Go up. -> attic\n\nINT. ATTIC - DAY #attic#\n\nDust.\n\n> CUT TO: room\n",
    ),
    Entry(
        "S507",
        "The story has always gone on before it comes to these words.",
        "> END: Done\n\nA chair.\n",
        "A chair.\n\n> END: Done\n",
    ),
    Entry(
        "S508",
        "A block inside a list of choices holds choices, or it stands outside the list.",
        POINT + "+ Sit. -> room\n[[once]]\n+ Stand. -> END: Stood\nA chair.\n[[end]]\n",
        POINT + "+ Sit. -> room\n[[once]]\n+ Stand. -> END: Stood\n[[end]]\n",
    ),
)
