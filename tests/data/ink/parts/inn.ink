=== inn ===
The inn is full.
* Sleep in the stable.
    Hay, and a horse that snores.
