/// Why `sign-file` did not sign, in a sentence for whoever typed it.
struct SigningTrouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
