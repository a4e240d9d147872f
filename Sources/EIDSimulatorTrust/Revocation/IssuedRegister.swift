import FoundationEssentials

/// Which numbers were issued by whom, and which of them were revoked.
///
/// It holds no names. With a folder it also knows what another process issued from the same folder.
struct IssuedRegister: Sendable {
    private var issuers: [String: TrustAuthority] = [:]
    private var revocations: [String: Revocation] = [:]
    let folder: TrustFolder?

    init(folder: TrustFolder?) { self.folder = folder }

    /// Enters a number; `false` when it was issued before.
    mutating func enter(_ serial: SerialNumber, by role: TrustAuthority) throws(TrustError) -> Bool {
        guard issuers[serial.text] == nil else { return false }
        if let folder, try !folder.create("issued/\(serial.text)", role.rawValue) { return false }
        issuers[serial.text] = role
        return true
    }

    mutating func issuer(of serial: SerialNumber) throws(TrustError) -> TrustAuthority? {
        if let known = issuers[serial.text] { return known }
        guard serial.isOurs, let role = try folder?.read("issued/\(serial.text)") else { return nil }
        guard let role = TrustAuthority(rawValue: role) else {
            throw TrustError(.damagedFolder, "issued/\(serial.text) names no authority")
        }
        issuers[serial.text] = role
        return role
    }

    /// Revokes a number; what was revoked before stays as it was.
    mutating func revoke(_ serial: SerialNumber, _ revocation: Revocation) throws(TrustError) {
        guard try self.revocation(of: serial) == nil else { return }
        if let folder { _ = try folder.create("revoked/\(serial.text)", revocation.line) }
        revocations[serial.text] = revocation
    }

    mutating func revocation(of serial: SerialNumber) throws(TrustError) -> Revocation? {
        if let known = revocations[serial.text] { return known }
        guard serial.isOurs, let line = try folder?.read("revoked/\(serial.text)") else { return nil }
        guard let revocation = Revocation(line: line) else {
            throw TrustError(.damagedFolder, "revoked/\(serial.text) is not a time and a reason")
        }
        revocations[serial.text] = revocation
        return revocation
    }

    /// Everything that one authority has issued, in the order of the numbers.
    mutating func issued(by role: TrustAuthority) throws(TrustError) -> [SerialNumber] {
        var found: [SerialNumber] = []
        for text in Set(issuers.keys).union(folder?.names(in: "issued") ?? []).sorted() {
            guard let serial = SerialNumber(text: text), try issuer(of: serial) == role else { continue }
            found.append(serial)
        }
        return found
    }

    /// Everything of one authority that was revoked, in the order of the numbers.
    mutating func revoked(by role: TrustAuthority) throws(TrustError) -> [(SerialNumber, Revocation)] {
        let kept = folder?.names(in: "revoked") ?? []
        var found: [(SerialNumber, Revocation)] = []
        for text in Set(revocations.keys).union(kept).sorted() {
            guard let serial = SerialNumber(text: text), try issuer(of: serial) == role,
                let revocation = try revocation(of: serial)
            else { continue }
            found.append((serial, revocation))
        }
        return found
    }
}
