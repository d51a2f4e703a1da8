// Starts `diorama language-server` and hands the rest to the language client.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = async function () {
  const command = workspace.getConfiguration("diorama").get("command", "diorama");
  client = new LanguageClient(
    "diorama",
    "Diorama",
    { command, args: ["language-server"] },
    {
      documentSelector: [{ language: "fountain" }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{fountain,toml,csv,ogg,wav,flac,mp3,opus}") },
    },
  );
  await client.start();
};

exports.deactivate = () => client?.stop();
