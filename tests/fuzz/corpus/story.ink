// a ferry
# title: The Ferry
VAR coins = 2
CONST FARE = 1
LIST mood = calm, (cross)
-> quay

=== quay ===
The ferry is late. {coins} coins{coins > 1:, enough|, too few}.
{quay > 2: -> boat}
* [Board] She steps over. # sfx: door
    ~ coins = coins - FARE
    -> boat
+ {coins < 5} Wait
    ~ coins += RANDOM(1, 2)
    {shuffle:
    - A gull.
    - No gull.
    }
    -> quay
- (late) Nobody.
-> END

=== boat
= deck
{&Black|Grey} water. <> Always.
-> water ->
{ mood:
- calm: Still.
- else: Waves.
}
-> END

=== water ===
The water moves.
->->
