# title: The Last Ferry
# author: Diorama
# look: paper-cut, muted teal and amber, fine grain
# cast: IDA - 34, ferry pilot, blue cap, short black hair
# cast: BO - 9, yellow boots, a jar with a crab
# place: QUAY - wet planks, one lamp, a ticket hut
# window: 12s
# tail: 3s

VAR fare = 2
VAR promised = false
VAR crab = "Admiral"
LIST weather = (calm), wind, storm

-> quay

=== quay ===
EXT. QUAY - DUSK # ambience: waves, gulls
IDA coils the rope. The lamp over the hut flickers. # shot: wide, slow push in
BO: (out of breath) Wait! Is this the last one?
IDA (V.O.): It always is, for somebody.
- (ask)
{~The lamp hums.|The lamp buzzes.|The lamp crackles.} # 9s # question: What does Ida say?
* [Let him on board. # default]
    ~ promised = true
    -> board
* {fare >= 2} [Ask for the fare. # cut: end]
    IDA: Two coins, the crab goes free.
    ~ fare -= 1
    -> ask
+ {fare < 2 and weather < storm} [Wait a little.]
    ~ weather++
    The wind turns. It is {weather}. # music: tense
    -> ask
* -> board

=== board ===
INT. FERRY CABIN - NIGHT # dissolve
Bo puts the jar on the chart table. {crab} the crab salutes.
-> lull(2) ->
{promised: BO: You said yes before I asked.|BO: I will pay tomorrow.} # id: bo-7
<- lookout
<- stove
-> DONE

= lookout
+ [Look out of the window.]
    The {RANDOM(1, 3)} lights of the harbour go out one after another.
    -> home

= stove
+ [Sit down by the stove.]
    -> home

=== home ===
EXT. FAR SHORE - NIGHT
The ferry bumps against the landing. # end: The far shore
-> END

=== lull(times) ===
{times > 0:
    The engine beats.
    -> lull(times - 1)
}
->->
