EXTERNAL coins()
EXTERNAL shout(word)
INCLUDE parts/inn.ink
You have {coins()} coins. {shout("hey")}
-> inn

=== function shout(word) ===
{word}!
