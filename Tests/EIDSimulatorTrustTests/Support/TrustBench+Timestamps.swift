import EIDSimulatorTrust

extension TrustBench {
    /// What `openssl ts -query` asks.
    func query(_ options: String) throws -> [UInt8] {
        let document = try openssl.file("document", "what existed")
        let verdict = try openssl.run("ts -query -data @ \(options) -out @", document, openssl.path("query.tsq"))
        guard verdict.status == 0 else { throw verdict }
        return try openssl.bytes("query.tsq")
    }

    /// The authority's reply to it.
    func stamp(_ options: String, fault: TimestampFault? = nil) throws -> [UInt8] {
        try service.timestamp(query(options), fault: fault)
    }

    /// What `openssl ts -reply` reads.
    func replyText(_ reply: [UInt8]) throws -> OpenSSLCommand.Verdict {
        try openssl.run("ts -reply -in @ -text", openssl.file("reply.tsr", reply))
    }

    /// What `openssl ts -verify` says of a reply to the last query.
    func judge(_ reply: [UInt8], also certificate: String? = nil) throws -> OpenSSLCommand.Verdict {
        let files = try authorities()
        let middle = try openssl.file("untrusted.pem", openssl.bytes("middle.pem") + Array((certificate ?? "").utf8))
        return try openssl.run(
            "ts -verify -attime \(time.seconds) -queryfile @ -in @ -CAfile @ -untrusted @",
            openssl.path("query.tsq"),
            openssl.file("reply.tsr", reply),
            files.root,
            middle
        )
    }
}
