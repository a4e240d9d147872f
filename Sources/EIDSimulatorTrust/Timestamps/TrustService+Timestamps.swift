import FoundationEssentials
import Synchronization

/// The timestamp authority.
extension TrustService {
    /// Answers a request for a timestamp, by a refusal if need be: SHA-1 and other weak digests (`badAlg`), a policy that
    /// is not ours (`unacceptedPolicy`), and what is no request (`badDataFormat`).
    ///
    /// Of the answer, the signing time among the signed attributes is the machine's: OpenSSL writes it, and readers go by
    /// the time inside the timestamp.
    package func timestamp(_ query: [UInt8], fault: TimestampFault? = nil) throws(TrustError) -> [UInt8] {
        let time = now()
        let (unit, root, serial) = try state.withLock { state throws(TrustError) in
            (
                try state.timestampUnit(at: time), try state.authority(.root, at: time),
                state.nextNumber(at: time)
            )
        }
        let request = TimestampQuery(der: query)
        if fault == .wrongNonce { try request?.changeNonce() }
        if fault == .wrongImprint { try request?.changeImprint() }
        let writer = try TimestampWriter(
            unit: unit,
            root: root,
            serial: serial,
            time: fault == .stale ? time.addingTimeInterval(-Self.day) : time
        )
        // Nothing at all is what OpenSSL calls a bad format, as it does what is followed by more.
        return try writer.answer(to: request?.der ?? [])
    }

    /// The certificate that signs timestamps, and its number.
    package func timestampCertificate() throws(TrustError) -> (certificate: [UInt8], serial: SerialNumber) {
        let time = now()
        let unit = try state.withLock { state throws(TrustError) in try state.timestampUnit(at: time) }
        return (unit.certificate, unit.serial)
    }
}
