/// One element of a trusted list, by its name without prefix, with what stands in it.
struct ListElement: Hashable, Sendable {
    let name: String
    let attributes: [String: String]
    /// Without white space at the ends.
    var text = ""
    var children: [ListElement] = []
}
