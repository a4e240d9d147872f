import EIDItsmeSimulator
import EIDJSON
import EIDSignature
import Foundation
import Testing

@testable import EIDProgram

/// What goes wrong at itsme or at its trust service, and what the client is told: through every layer.
@Suite struct SigningFaultTests {
    private typealias Walk = SigningWalk

    @Test func nothingGoesWrong() async throws {
        try await Walk.overCSC { walk in
            let end = try await walk.sign([Walk.text, Array("Nor do you.\n".utf8)], level: "B-LT")
            #expect(end.status == "completed" && end.levels == ["B-LT", "B-LT"], "\(end)")
            let signed = try await walk.service.download("signing/transactions/\(end.id)/documents/1/signed")
            let roots = try String(
                contentsOf: walk.stack.folder.appending(path: ".demo/keys/simulator-root.pem"),
                encoding: .utf8
            )
            let anchors = TrustAnchors(try Certificate.all(pem: roots))
            let report = SignedFile.validate(
                signed,
                document: Array("Nor do you.\n".utf8),
                by: SignatureValidator(anchors: anchors, timestamps: TimestampRules(anchors: anchors)),
                at: Date()
            )
            #expect(report.verdict == .valid, "\(report)")
        }
    }

    @Test func whatItsmeGetsWrongIsRefusedByName() async throws {
        let cases: [(ItsmeFault, String, String)] = [
            (.reject, "declined", "user_declined"),
            // The account is blocked, which is nothing that the person wanted.
            (.wrongCodeThreeTimes, "failed", "signer_not_eligible"),
            // Another person's value: what proves who signed is the value itself.
            (.otherSigner, "failed", "signature_value_invalid"),
            (.wrongValue, "failed", "signature_value_invalid"),
            (.missingValue, "failed", "provider_protocol"),
            (.expiredCertificate, "failed", "certificate_expired"),
            // Between the two steps.
            (.revokedCertificate, "failed", "certificate_revoked"),
        ]
        try await Walk.overCSC { walk in
            for (fault, status, code) in cases {
                let end = try await walk.sign(faults: ArmedFault(fault))
                #expect(end.status == status && end.code == code, "\(fault): \(end)")
                // A certificate that has gone bad stays so until the account is made anew.
                try await walk.stack.simulator.control.recreateAccount("saar")
            }
            let silent = try await walk.sign(faults: ArmedFault(.serverError, times: 0, endpoint: .cscSign))
            #expect(silent.status == "failed" && silent.code == "provider_unavailable", "\(silent)")
            // Nothing is left of a fault.
            #expect(try await walk.sign().status == "completed")
        }
    }

    @Test func aCertificateThatDoesNotSuitIsRefusedByName() async throws {
        let cases: [(ItsmeFault, String)] = [
            (.notYetValidCertificate, "certificate_expired"),
            (.certificateWithoutStatements, "certificate_not_qualified"),
            (.certificateWithoutNonRepudiation, "signer_not_eligible"),
            (.otherIssuerCertificate, "certificate_untrusted"),
        ]
        try await Walk.overCSC { walk in
            for (fault, code) in cases {
                let end = try await walk.sign(faults: ArmedFault(fault))
                #expect(end.status == "failed" && end.code == code, "\(fault): \(end)")
                try await walk.stack.simulator.control.recreateAccount("saar")
            }
            #expect(try await walk.sign().status == "completed")
        }
    }

    @Test func theValuesOfABatchMayNotChangePlaces() async throws {
        try await Walk.overCSC { walk in
            let end = try await walk.sign([Walk.text, Array("Nor do you.\n".utf8)], faults: ArmedFault(.swappedValues))
            #expect(end.status == "failed" && end.code == "signature_value_invalid", "\(end)")
        }
    }

    @Test func theResponderIsNotBelievedBlindly() async throws {
        let cases: [(ItsmeFault, String)] = [
            (.ocspOutage, "revocation_unavailable"), (.ocspTryLater, "revocation_unavailable"),
            (.ocspStale, "revocation_unavailable"), (.ocspWrongNonce, "revocation_unavailable"),
            (.ocspRevoked, "certificate_revoked"),
        ]
        try await Walk.overCSC { walk in
            for (fault, code) in cases {
                let end = try await walk.sign(
                    level: "B-LT",
                    faults: ArmedFault(fault, times: 0),
                    ArmedFault(.revocationListOutage, times: 0)
                )
                #expect(end.status == "failed" && end.code == code, "\(fault): \(end)")
            }
        }
    }

    @Test func aTimestampThatIsNotOursIsRefused() async throws {
        let faults: [ItsmeFault] = [
            .timestampOutage, .timestampWrongNonce, .timestampWrongImprint, .timestampStale,
        ]
        try await Walk.overCSC { walk in
            for fault in faults {
                let end = try await walk.sign(level: "B-T", faults: ArmedFault(fault, times: 0))
                #expect(end.status == "failed" && end.code == "timestamp_failed", "\(fault): \(end)")
                // What was handed in stays until the retention time is over.
                let lower = try await walk.sign(level: "B-T", acceptable: "B-B", faults: ArmedFault(fault, times: 0))
                #expect(lower.status == "completed" && lower.levels == ["B-B"], "\(fault): \(lower)")
            }
        }
    }

    @Test func theOASISInterfaceAsWell() async throws {
        let cases: [(ItsmeFault, String, String)] = [
            (.reject, "declined", "user_declined"),
            (.otherSigner, "failed", "signature_value_invalid"),
            (.wrongValue, "failed", "signature_value_invalid"),
            (.missingValue, "failed", "provider_protocol"),
            (.expiredCertificate, "failed", "certificate_expired"),
            (.revokedCertificate, "failed", "certificate_revoked"),
            (.policyDisabled, "failed", "provider_misconfigured"),
        ]
        try await Walk.overOASIS { walk in
            for (fault, status, code) in cases {
                // itsme is told of a policy only where the signatures name it.
                let policy = fault == .policyDisabled ? "1.3.6.1.4.1.49274.1.1.7.2.0" : nil
                let end = try await walk.sign(policy: policy, faults: ArmedFault(fault))
                #expect(end.status == status && end.code == code, "\(fault): \(end)")
                try await walk.stack.simulator.control.recreateAccount("saar")
            }
            #expect(try await walk.sign(level: "B-LT").levels == ["B-LT"])
        }
    }

    /// itsme's user codes are the subjects of sign-ins of the same partner (itsme-protocol §12.1).
    @Test func overOASISOnlyThePersonWhomTheClientKnowsFromASignInSigns() async throws {
        try await Walk.overOASIS { walk in
            let saar = try #require(try await walk.stack.signIn(scope: "openid", as: "saar").claims["sub"]?.string)
            let end = try await walk.sign(named: saar)
            #expect(end.status == "completed", "\(end)")
            let other = try await walk.sign(as: "lotte", named: saar)
            #expect(other.status == "failed" && other.code == "signer_mismatch", "\(other)")
        }
    }

    @Test func anAdvancedSignatureNeedsNoCertificateOfThePerson() async throws {
        try await Walk.overCSC { walk in
            let end = try await walk.sign(level: "B-T", advanced: true, as: "lotte")
            #expect(end.status == "completed" && end.levels == ["B-T"], "\(end)")
            let declined = try await walk.sign(advanced: true, as: "lotte", faults: ArmedFault(.reject))
            #expect(declined.status == "declined" && declined.code == "user_declined", "\(declined)")
        }
    }
}
