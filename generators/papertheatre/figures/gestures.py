"""The words of stage directions that mean a gesture: rows of phrases.py, each led by the name of its score."""

from __future__ import annotations

from typing import Final

GESTURES: Final = r"""
die: dies|dying|is (?:shot|killed|stabbed)|breathes (?:his|her) last|falls dead
collapse: collaps\w+|faints?|fainting|swoons?|passes out|crumples?|sinks? to the (?:floor|ground|deck)
    |drops to the (?:floor|ground)
trip: trips|tripping|falls? (?:forward|flat|on (?:his|her|their) face)|stumbles and falls
fall:
    falls?(?! (?:silent|asleep|quiet|in love|into (?:step|line)|to (?:his|her)|on (?:his|her) knees|still|for|back|
    behind|apart))
    |falling|slips(?! (?:in|out|away|off|the|a|her|his|it|into|through|past))|topples?|tumbles?
    |loses (?:his|her|their) (?:balance|footing)|is thrown
jump: jumps?(?! (?:up|to (?:his|her)))|jumping|leaps?(?! (?:up|to (?:his|her)))|leaping|vaults?
    |springs? (?:over|across|from)
hop: hops?|hopping|bounces?
waltz: waltz\w*|dances? (?:with|together|slowly)
dance: danc\w+|twirls?|spins?|whirls?|jigs?
clamber: clambers?|climbs? (?:into|onto|over|out of|through|aboard)
    |hauls? (?:himself|herself|themselves) (?:up|over|aboard|onto)|pulls? (?:himself|herself) up
bear: carr(?:y|ies|ying) (?:<person>(?! (?:lantern|bag|coat|suitcase|basket|letter|bucket))|a (?:child|baby|boy|girl))
    |lifts (?:him|her) (?:up|in|into)
embrace: embrac\w+|hugs?|hugging
    |holds? (?:<person> (?:close|tight|tightly|in (?:his|her|their) arms)|him\b|her(?! \w)|them\b|each other)
    |throws? (?:his|her) arms (?:around|round)|takes? (?:him|her|them) in (?:his|her) arms
    |puts? (?:his|her|an|one) arms? (?:around|round)|clings? to (?:him|her|each)|in each other's arms
kiss: kiss\w*
strike: strikes? (?:him|her|at|the)|hits|hitting|punch\w*|slaps?|slapping|attacks?|fights?|fighting|bangs?
    |beats (?:on|at|him|her|the)
fence: duels?|fences?|swings? (?:his|her|the|a) (?:sword|sabre)|crosses swords|swordfight\w*
kick: kicks?|kicking
draw: draws? (?:a|his|her|the) (?:sword|knife|gun|pistol|blade|dagger|cutlass)
aim: aims?|aiming|points? (?:a|the|his|her) (?:gun|pistol|rifle|revolver)|shoots?|shooting|fires (?:a|the|his|her|at)
    |takes aim
throw: throws?(?! (?:up|open|back|(?:his|her|their) (?:arms|head)))|throwing|hurls?|tosses|flings?(?! open)
    |casts? (?:{THINGS} )?(?:line|net|stone)|skims
surrender: puts? up (?:his|her|their) hands|hands? up|surrenders?|raises? (?:both )?(?:his|her|their) hands
    |puts? (?:up )?(?:his|her|their) hands (?:up|in the air)
arms: arms (?:up|wide|raised|outstretched|open|spread)|throws? (?:up |open |out )?(?:his|her|their) arms
    |spreads? (?:his|her|their) arms|raises? (?:both |his |her |their )+arms|opens? (?:his|her|their) arms
cheer: cheers?|cheering|celebrat\w+|rejoic\w+|jumps for joy
clap: claps?|clapping|applau\w+
salute: salut\w+|stands? (?:at|to) attention
bow: bows?|bowing|curts\w+
beckon: beckon\w*|motions? (?:him|her|them|for)|waves? (?:him|her|them) (?:in|over|closer)
wave: waves?|waving|signals?|signall\w+|greets?|flags? down|says goodbye
telescope:
    (?:through|raises?|lifts?|with|to) (?:a|the|his|her) (?:\w+ )?(?:telescope|spyglass|binoculars|field glasses)
    |telescope|spyglass|binoculars
look: peers?|peering|shad(?:es|ing) (?:his|her|their) eyes|squints?|scans?|scanning|keeps? (?:a )?(?:watch|look-?out)
    |gazes? (?:out|into the distance|at the horizon)|searches the (?:sea|horizon|sky)|looks out (?:to|over|at)
    |looks (?:far )?into the distance
point: points?|pointing|gestures? (?:at|to|towards?)
ring: rings?|ringing|tolls?|tugs at the bell|pulls (?:at )?the bell
row: rows?|rowing|at the oars|paddles?|paddling
piano: plays? (?:\w+ )?(?:on )?(?:the |a |her |his )?(?:\w+ )?(?:piano|organ|harmonium|keys)|at the (?:piano|organ)
    |types?|typing
violin: (?:plays?|playing|tunes?) (?:\w+ )?(?:on )?(?:the |a |her |his )?(?:\w+ )?(?:violin|fiddle|cello|viola)
    |fiddl(?:es|ing)
flute:
    (?:plays?|playing|blows?) (?:\w+ )?(?:on |into )?(?:the |a |her |his )?(?:\w+ )?(?:flute|recorder|whistle|pipe|
    clarinet|trumpet|horn|bugle)
squeeze: (?:plays?|playing) (?:\w+ )?(?:the |a |her |his )?(?:accordion|concertina)
drum: drum\w*|(?:plays?|beats?) (?:the|a|his|her) drums?
strum: strum\w*|(?:plays?|playing) (?:the |a |her |his )?(?:\w+ )?(?:guitar|banjo|lute|mandolin|harp|lyre)
    |plays (?:a )?(?:song|tune|music)
hammer: hammer\w*|nails?(?! to)|nailing|forges?|bangs (?:a|the) nail
chop: chop\w*|splits? (?:\w+ )?(?:wood|logs)|fells?|swings? (?:an?|the|his|her) axe|cuts? (?:down|wood|the rope)
dig: digs?|digging|shovel\w*|buries|burying
sweep: sweeps?(?! (?:over|across|past|the glass))|sweeping|mops?|mopping|rakes?|raking
scrub: scrub\w*|polish\w*|wip(?:es|ing)|washes|washing|cleans?|cleaning|rubs?|rubbing|dusts|irons|planes|saws?|sawing
stir: stirs?|stirring|cooks?|cooking|bakes|baking|kneads|ladles|fries|peels
sew: sews?|sewing|knits?|knitting|mends? (?:a|the|his|her) (?:net|nets|sail|shirt|sock)|stitch\w*|darns|weav\w+|braids
    |counts? (?:the |his |her )?(?:coins|money)|whittles|carves
fish: fish(?:es|ing)|angles|casts? (?:a|his|her) line
paint: paints|painting|draws (?:a picture|on|with)|sketch\w*|chalks
steer: steers?|steering|at the (?:helm|wheel)|turns? the (?:\w+ )?wheel|drives?|driving|spins the wheel
work: works? (?:at|on|the|with|in)|working|repairs?|repairing|mends?|mending|fixes|fixing|trims|tinkers?|tends?
    |operates|builds?|building|packs?|packing|unpacks|ties|tying|unties|fastens|milks|winds the
write: writes?|writing|scribbl\w+|notes down|signs(?! to)|fills in
read: reads?|reading|studies|studying|examines?|unfolds|leafs through|turns (?:the|a) page
    |looks (?:down )?at (?:the|a|his|her) (?:letter|map|book|page|photograph|chart|paper)
drink: drinks?|drinking|sips?|sipping|gulps|swallows|raises (?:a|the|his|her) (?:glass|cup)
    |empties (?:the|his|her) (?:glass|cup)
eat: eats?|eating|chews?|bites? into|nibbl\w+|dines|munch\w*|tastes?|breakfasts
pour: pours?|pouring|fills (?:the|a|his|her) (?:cup|glass|lamp|kettle)|waters the
knock: knocks?(?! (?:over|down|him|her))|knocking|raps|hammers (?:at|on) the door|bangs (?:at|on) the door|pounds on
open: opens?(?! (?:his|her|their) (?:eyes|mouth|arms))|opening|unlock\w*
    |pulls? (?:\w+ ){0,3}(?:door|drawer|curtain|shutters?|hatch) (?:open|aside|back)|flings? open|throws? open
    |draws (?:back|aside|the curtain)
close: clos(?:es|ing)(?! (?:his|her|their) eyes)|shuts?(?! (?:his|her) eyes)|shutting|slams?|slamming|bolts? the
    |locks?|locking|pushes (?:\w+ ){0,3}(?:door|drawer|hatch) shut
pull: pulls?|pulling|hauls?|hauling|drags?|dragging|tugs?|tugging|heaves? (?:on|at)|tows|reels in|winches?|hoists?
    |winds? (?:in|up)
push: push\w*|shoves?|shoving|forces?|forcing|presses? against|rolls (?:a|the|his|her)|wheels (?:a|the)
heave: heaves?
    |lifts? (?:a|the|up|one of the) (?:\w+ )?(?:box|barrel|crate|chest|stone|rock|trunk|sack|boat|anchor|log|beam|
    table)
    |picks? up (?:a|the) (?:heavy|box|barrel|crate|chest|stone|trunk|sack)
put: puts? (?:\w+ ){0,4}down|sets? (?:\w+ ){0,4}down
    |lays? (?!(?:a|his|her|one) (?:\w+ )?(?:hand|palm|finger))(?:\w+ ){0,4}(?:down|on)|places|picks? (?:\w+ ){0,3}up
    |picks? up|puts? (?:\w+ ){1,4}(?:on|in|into)|drops(?! (?:to|into|on))|gathers|collects
lean: leans? (?:on|against|over|out|back|in)|leaning|propped
blow: blows? (?:out|on)|blowing
sing: sings?|singing|hums?|humming
whisper: whisper\w*|puts? a finger to|hushes
call: calls? (?:out|to|for|across|after|down|up)|calling|shouts? (?:to|across|after|down|up|for|out)|hails
    |yells? (?:to|across|after)|cups (?:his|her) hands
shout: shout\w*|yell\w*|scream\w*|roars?|rages?|argues?|arguing
lift: lifts?|lifting|raises?|raising|holds? up|holds? .{0,24}(?:aloft|high|up)|lights (?:a|the|his|her|it|one)
    |lighting|hangs (?:a|the|his|her|it)|toasts?|shows|showing
give: gives?|giving|offers?|offering|hands? (?:him|her|them|it|over|a|the)|holds? out|holding out
    |passes (?:him|her|the|a)|pays|serves|serving|presents|stretches out (?:a|his|her) hand
take: takes? (?:<a>|off|out|hold|up)|taking|accepts?|grabs?|grabbing|seizes?|snatch\w*|catches|fetches
    |steals(?! (?:in|out|away))|pockets|receives|unhooks
stroke: strokes?|stroking|pets|petting|pats|patting|caress\w*|feeds?|feeding|comforts?|nurses|tucks|brushes
touch: touch\w*|reaches? (?:for|out|to|into|towards?)|reaching|lays? (?:a|his|her|one) (?:\w+ )?(?:hand|palm|finger)
    |puts? (?:a|his|her|one) (?:\w+ )?hand on|shakes? (?:his |her |their )?hands?|takes? (?:his|her|their) hand|helps?
    |helping|press\w*|turns? the (?:key|handle|knob|dial)|feels (?:the|for|along)|presses
search: search\w*|looks? for|rummag\w+|seeks|inspects|looks (?:under|behind|into|inside) the|bends? over|leans? over
    |examines the
stoop: bends?|bending|stoops?|stooping|leans (?:down|forward)
phone: (?:answers?|picks up|lifts|on|into) the (?:\w+ )?(?:phone|telephone|receiver|radio|microphone)|telephones|dials
    |speaks into
weep: weep\w*|cries(?! out)|crying|sobs?|sobbing|in tears|mourns?|grieves?|wipes (?:a tear|(?:his|her) (?:eyes|tears))
laugh: laugh\w*|giggl\w+|chuckl\w+|roars with laughter
shiver: shiver\w*|trembl\w+|freez(?:es|ing) (?:in|with)|shakes with (?:cold|fear)|hugs (?:himself|herself)
    |rubs (?:his|her) arms|is cold
cower: cower\w*|cringes?|shrinks?|flinch\w*|shields? (?:himself|herself|his|her)
startle: starts(?! (?:to|the|a|with|up))|startled|jumps in (?:fright|surprise)|gasps?|recoils?
    |stops? (?:dead|short|suddenly)|freezes|stares? in (?:horror|shock|surprise)
hide: covers? (?:his|her|their) (?:face|eyes|ears)|hides? (?:his|her|their) face|buries (?:his|her|their) face
    |head in (?:his|her|their) hands
pray: pray\w*|folds? (?:his|her|their) hands|crosses (?:himself|herself)
bless: bless\w*|swears|takes an oath|preaches
cough: cough\w*|sneez\w+|chokes|retches
stretch: stretch(?:es|ing)(?! out)|yawn\w*
shrug: shrug\w*
nod: nods?|nodding|agrees
shake: shakes? (?:his|her|their) head|shaking (?:his|her|their) head|refuses|disagrees
listen: listen\w*|hears?|hearing|an ear|cocks (?:his|her) head|pricks up
think: thinks?|thinking|wonders?|considers?|ponders?|hesitat\w+|decides?|broods?|muses
    |scratches (?:his|her) (?:head|chin|beard)|strokes (?:his|her) (?:beard|chin)|puzzles
fold: arms (?:folded|crossed)|folds? (?:his|her|their) arms|crosses? (?:his|her|their) arms
akimbo: hands? on (?:his|her|their) hips?|arms akimbo
droop: slumps?|slouch\w*|droops?|hangs? (?:his|her|their) head|bows (?:his|her) head|sighs?|exhausted
    |lowers (?:his|her) (?:head|eyes)
proud: stands? (?:tall|proudly|upright|straight)|straightens?(?! (?:the|his|her))|strikes a pose
doze: dozes?|dozing|nods off|falls asleep|snores?|sleeps? (?:in|at) (?:a|the|his|her) (?:chair|desk|table)
rest: asleep|sleeps?|sleeping|unconscious|dead|drowned|dreams?|closes (?:his|her|their) eyes|eyes closed
breathe: breathes?|takes a (?:deep )?breath|catches (?:his|her) breath|pants
sway: sways?|rocks(?: (?:to and fro|back|the))|swings? (?:to|on)
carry:
    carr(?:y|ies|ying) (?:<a> )?(?:\w+ )?(?:box|crate|barrel|chest|trunk|tray|pile|stack|load|log|boat|anchor|sack|
    parcel)
hang:
    (?:with|carr(?:y|ies|ying)|holds?|swings?) (?:a|the|his|her|two) (?:\w+ )?(?:suitcase|bag|bucket|pail|basket|
    satchel|case|stick|cane|umbrella down)
hold: holds?|holding|carr(?:y|ies|ying)|clutch\w*|grips?|gripping|cradl\w+|bears?|brandish\w*
    |with (?:a|an|the|his|her) (?:\w+ )?(?:lantern|lamp|letter|book|rope|candle|torch|cup|umbrella|flag|flower|
    flowers|knife|sword|gun|map|baby|child|tray|bottle|glass|key)
"""
