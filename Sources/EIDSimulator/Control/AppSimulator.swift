public import EIDJSON

/// A simulator that people meet in an app: what they do there, in words, so that a script or a hand can play them.
public protocol AppSimulator: FaultySimulator {
    /// The people, by the names under which they act; the first acts where nobody is named.
    var people: [String] { get }
    /// What waits for people or was decided, oldest first.
    var actions: [JSON] { get }
    /// Opens what a code or a link leads to, or without one the message that came last; its id, or `nil` where there is nothing
    /// to open.
    func open(_ way: String?, as person: String) -> String?
    /// Decides about something that is open; `nil` where the word or the id means nothing, otherwise where the app sends the
    /// browser, if anywhere.
    func decide(_ word: String, on id: String) -> AppDecision?
    /// Has somebody approve everything by themselves, some seconds after it began, or nobody any more; `false` where nobody has
    /// this name.
    func letEverybodyApprove(as person: String?, after seconds: Int) -> Bool
}

/// What came of a decision.
public struct AppDecision: Sendable, Hashable {
    /// Where the app sends the browser on the same device.
    public let returnURL: String?

    /// Makes a result.
    public init(returnURL: String? = nil) { self.returnURL = returnURL }
}
