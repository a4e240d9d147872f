import EIDSimulator

/// What the phone asks on the way to a signature: identification, a new certificate, and approving hashes.
extension ItsmeSimulator {
    func signingQuestion(_ action: SigningAction, _ frame: PageFrame) -> String {
        let client = "<strong>\(HTML.escape(action.client.name))</strong>"
        if action.phase == .creating { return "<p>\(frame.say(.certificateWhy))</p>" }
        guard let order = action.order else { return "<p>\(client) \(frame.say(.identifiesToSign))</p>" }
        var lines = ["<p>\(client) \(frame.say(.asksToSign))</p>"]
        if let description = order.description { lines.append("<p>\(HTML.escape(description))</p>") }
        lines.append("<p>\(frame.say(.documentCount)): \(order.documents.count)</p>")
        let digests = order.documents.map { "<li><code>\(HTML.escape(Self.shortened($0)))</code></li>" }
        lines.append("<ul class=\"data\">\(digests.joined())</ul>")
        for (label, text) in [
            (PageText.policy, order.policy), (.commitment, order.commitment), (.role, order.role),
        ] {
            if let text { lines.append("<p>\(frame.say(label)): \(HTML.escape(text))</p>") }
        }
        return lines.joined(separator: "\n")
    }

    /// A hash as people can compare it: its first and last bytes.
    private static func shortened(_ document: SigningOrder.Document) -> String {
        let digits = document.digest.hexadecimal
        return "\(digits.prefix(8))…\(digits.suffix(8))"
    }
}
