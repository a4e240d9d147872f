import EIDItsmeSimulator
import EIDSimulator
import EIDSimulatorTrust

/// A simulator whose trust service has authorities already, and one person with a certificate.
struct TrustBench {
    let bench: PartnerBench
    let folder: TrustFolder
    let issued: IssuedCertificate

    init() throws {
        let folder = try TrustFolder()
        self.folder = folder
        bench = try PartnerBench { $0.trust.folder = folder.keys }
        issued = try bench.simulator.trust.issueSigner(
            SignerSubject(givenNames: "Lotte", surname: "Peeters", country: "BE", nationalNumber: "90020512345")
        )
        for (name, certificate) in zip(["leaf", "issuer", "root"], issued.chain) {
            let der = try folder.write("\(name).cer", certificate)
            try folder.openssl("x509 -inform DER -in \(der) -out \(folder.path("\(name).pem"))")
        }
    }

    /// A question about the person's certificate.
    func question() throws -> [UInt8] {
        let out = folder.path("request.der")
        try folder.openssl(
            "ocsp -no_nonce -issuer \(folder.path("issuer.pem")) -cert \(folder.path("leaf.pem")) -reqout \(out)"
        )
        return try folder.read("request.der")
    }

    /// What the command makes of an answer to it.
    func judge(_ answer: SimulatorResponse) throws -> String {
        let response = try folder.write("response.der", answer.body)
        return try folder.openssl(
            "ocsp -no_nonce -validity_period 4000000000 -attime 1790000000 -respin \(response)",
            "-issuer \(folder.path("issuer.pem")) -cert \(folder.path("leaf.pem")) -CAfile \(folder.path("root.pem"))",
            "-verify_other \(folder.path("issuer.pem"))"
        )
    }

    /// A query for a timestamp.
    func query() throws -> [UInt8] {
        let document = try folder.write("document", Array("what existed".utf8))
        try folder.openssl("ts -query -sha256 -cert -data \(document) -out \(folder.path("query.tsq"))")
        return try folder.read("query.tsq")
    }

    /// What the command makes of a reply to it.
    func judge(reply answer: SimulatorResponse) throws -> String {
        let reply = try folder.write("reply.tsr", answer.body)
        return try folder.openssl(
            "ts -verify -attime 1790000000 -queryfile \(folder.path("query.tsq")) -in \(reply)",
            "-CAfile \(folder.path("root.pem"))"
        )
    }

    func post(_ path: String, _ body: [UInt8], type: String?) async -> SimulatorResponse {
        await bench.simulator.respond(
            to: SimulatorRequest(
                method: "POST",
                path: path,
                headers: type.map { [(name: "Content-Type", value: $0)] } ?? [],
                body: body
            )
        )
    }

    func ask(_ body: [UInt8]? = nil, type: String? = "application/ocsp-request") async throws -> SimulatorResponse {
        await post("/trust/ocsp", try body ?? question(), type: type)
    }

    func stamp(_ body: [UInt8]? = nil, type: String? = "application/timestamp-query") async throws -> SimulatorResponse
    {
        await post("/trust/tsa", try body ?? query(), type: type)
    }
}
