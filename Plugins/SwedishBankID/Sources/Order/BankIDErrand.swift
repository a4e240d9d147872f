import EIDJOSE
import EIDMethod
import FoundationEssentials

/// What the broker wants of BankID in one transaction, whether somebody identifies themselves or signs.
struct BankIDErrand: Sendable {
    /// What it is for.
    enum Purpose: Sendable {
        /// Who somebody is; where there is a commitment, in a signature that proves it.
        case identification(commitment: Data?, attributes: Set<AttributeName>?)
        /// That somebody agrees to documents.
        case signature(BankIDDocuments)
    }

    let transactionID: String
    let purpose: Purpose
    let endUser: EndUser?
    let callbackURL: URL
    let callbackState: String

    init(_ request: MethodRequest) {
        transactionID = request.transactionID
        purpose = .identification(
            commitment: request.commitment,
            attributes: request.type == .verification ? request.attributes : []
        )
        endUser = request.endUser
        callbackURL = request.callbackURL
        callbackState = request.callbackState
    }

    init(_ request: SigningRequest, _ documents: BankIDDocuments) {
        transactionID = request.transactionID
        purpose = .signature(documents)
        endUser = request.endUser
        callbackURL = request.callbackURL
        callbackState = request.callbackState
    }

    /// Whether what proves it is kept.
    var keepsEvidence: Bool {
        switch purpose {
        case .identification(let commitment, _): commitment != nil
        case .signature: true
        }
    }
}
