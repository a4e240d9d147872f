import EIDJOSE

/// What the shop remembers of one browser.
struct Session: Sendable {
    /// The sign-in that is under way.
    var pending: SignIn?
    /// The last outcome.
    var result: SignInResult?
}

/// Sessions by id, in memory: enough for a sample.
actor SessionStore {
    private var sessions: [String: Session] = [:]
    private var order: [String] = []
    private let maximumCount = 1000

    /// The session of an id.
    func session(_ id: String?) -> Session? { id.flatMap { sessions[$0] } }

    /// Keeps a session under a fresh id and forgets the old one.
    ///
    /// A new id at every change of who somebody is keeps an id that was planted or stolen before worthless afterwards.
    func replace(_ id: String?, with session: Session) -> String {
        if let id { remove(id) }
        let fresh = SecureRandom.token()
        sessions[fresh] = session
        order.append(fresh)
        if order.count > maximumCount, let oldest = order.first { remove(oldest) }
        return fresh
    }

    /// Takes the pending sign-in out of a session, so that one answer is believed once; only the answer that belongs to it, or any
    /// page could end it with a link.
    func takePending(_ id: String?, state: String) -> SignIn? {
        guard let id, let signIn = sessions[id]?.pending, constantTimeEquals(signIn.state, state) else { return nil }
        sessions[id]?.pending = nil
        return signIn
    }

    private func remove(_ id: String) {
        sessions[id] = nil
        order.removeAll { $0 == id }
    }
}
