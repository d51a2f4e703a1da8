# title: Round and Round
A door.
* [Open it.]
    -> deep
+ [Walk round it.]
    -> round
* [Leave it.]
    It stays shut. # end: Shut
    -> END

=== deep ===
{fall()}
-> END

=== round ===
-> round_again

=== round_again ===
-> round

=== function fall() ===
~ return fall() + 1
