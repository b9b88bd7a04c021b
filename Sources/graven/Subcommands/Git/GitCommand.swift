internal import ArgumentParser

/// What Git needs to show and to merge models.
struct GitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git",
    abstract: "Readable git diff and git merge of .onnx files.",
    discussion: """
      Run "graven git setup" once in a repository, or with --global for all of yours; git diff, git log -p, git merge and \
      git rebase then work on the models' texts.
      """,
    subcommands: [GitSetupCommand.self, GitTextconvCommand.self, GitMergeCommand.self])
}
