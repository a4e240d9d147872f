import ArgumentParser

/// The exit statuses of commands that judge: 0 valid, 1 invalid, 2 indeterminate.
enum VerdictStatus {
    static let invalid = ExitCode(1)
    static let indeterminate = ExitCode(2)
}
