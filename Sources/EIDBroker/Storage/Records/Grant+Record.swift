import EIDMethod

extension StoredCode: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.text(clientID)
        writer.date(expiresAt)
        writer.optional(grant) { $0.record($1) }
    }

    init(reading reader: inout RecordReader) throws {
        clientID = try reader.text()
        expiresAt = try reader.date()
        grant = try reader.optional { try Grant(reading: &$0) }
    }
}

extension Grant: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.text(clientID)
        writer.text(redirectURI)
        writer.optional(challenge) { $0.text($1) }
        writer.optional(nonce) { $0.text($1) }
        writer.text(subject)
        writer.text(scope)
        writer.optional(authenticatedAt) { $0.integer($1) }
        writer.text(assurance.rawValue)
        writer.text(methodID)
        writer.text(idTokenClaims)
        writer.text(userInfoClaims)
    }

    init(reading reader: inout RecordReader) throws {
        clientID = try reader.text()
        redirectURI = try reader.text()
        challenge = try reader.optional { try $0.text() }
        nonce = try reader.optional { try $0.text() }
        subject = try reader.text()
        scope = try reader.text()
        authenticatedAt = try reader.optional { try $0.integer() }
        assurance = try reader.word(Assurance.self)
        methodID = try reader.text()
        idTokenClaims = try reader.text()
        userInfoClaims = try reader.text()
    }
}

extension StoredToken: StorableRecord {
    func write(to writer: inout RecordWriter) {
        writer.text(clientID)
        writer.text(subject)
        writer.text(claims)
        writer.text(use.rawValue)
    }

    init(reading reader: inout RecordReader) throws {
        clientID = try reader.text()
        subject = try reader.text()
        claims = try reader.text()
        use = try reader.word(Use.self)
    }
}
