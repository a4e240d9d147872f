import EIDSimulatorTrust

extension TrustBench {
    /// What `openssl ocsp` asks about the first certificate of a chain.
    func question(_ chain: [[UInt8]], _ options: String = "", serial: String? = nil) throws -> [UInt8] {
        for (name, certificate) in zip(["leaf", "issuer"], chain) {
            let der = try openssl.file("\(name).cer", certificate)
            _ = try openssl.run("x509 -inform DER -in @ -out @", der, openssl.path("\(name).pem"))
        }
        let about = serial.map { "-serial \($0)" } ?? "-cert \(openssl.path("leaf.pem"))"
        let nonce = options.contains("-nonce") ? "" : "-no_nonce"
        let verdict = try openssl.run(
            "ocsp \(options) -issuer @ \(about) \(nonce) -reqout @",
            openssl.path("issuer.pem"),
            openssl.path("request.der")
        )
        guard verdict.status == 0 else { throw verdict }
        return try openssl.bytes("request.der")
    }

    /// What `openssl ocsp` makes of the answer about a certificate.
    func status(
        of issued: IssuedCertificate,
        request: String = "",
        serial: String? = nil,
        fault: OCSPFault? = nil
    ) throws -> OpenSSLCommand.Verdict {
        try status(of: issued.chain, request: request, serial: serial, fault: fault)
    }

    /// The same for the first certificate of a chain.
    func status(
        of chain: [[UInt8]],
        request: String = "",
        serial: String? = nil,
        fault: OCSPFault? = nil
    ) throws -> OpenSSLCommand.Verdict {
        let question = try question(chain, request, serial: serial)
        let response = try openssl.file("response.der", service.ocsp(question, fault: fault))
        let files = try authorities()
        let trust =
            "-validity_period 4000000000 -attime \(time.seconds) -CAfile \(files.root) -verify_other \(files.middle) -respin \(response)"
        // Twice: with the request the command checks the nonce, with the certificate it looks for the status.
        let text = try openssl.run("ocsp \(trust) -resp_text -reqin @", openssl.path("request.der"))
        let about = serial.map { "-serial \($0)" } ?? "-cert \(openssl.path("leaf.pem"))"
        let digest = request.contains("nonce") ? "" : request
        let summary = try openssl.run(
            "ocsp \(trust) -no_nonce \(digest) -issuer @ \(about)",
            openssl.path("issuer.pem")
        )
        return OpenSSLCommand.Verdict(
            status: max(text.status, summary.status),
            output: text.output + summary.output
        )
    }
}
