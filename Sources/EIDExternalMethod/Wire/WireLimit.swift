import EIDJSON
import EIDMethod

/// The most that each part of what a method sends may be; Documentation/ExternalMethods.md lists them in this order.
enum WireLimit: CaseIterable {
    // Any message.
    case message, depth, url, localizedText
    // What a method says of itself.
    case provider, attributes, assuranceRows, acr, logo
    case settings, settingKey, settingSummary, settingFile
    case issues, issueText
    case hintForms, hintParts, hintPart, hintCharacters
    case digests
    // A step.
    case state, formFields, code, pause, answerLength
    // An identity.
    case subject, assertedACR, claim, issuingCountry, textValue, image, mediaType
    case evidence, evidenceKind, evidenceContent, nonceSalt
    // A signature.
    case certificates, certificate, values, valueName, value
    // What it calls and tells.
    case failureDetail, httpBody, httpTime, httpHeaders, signedBytes, encryptedToken
    case logText, logMetadata, logName

    /// The number itself.
    var most: Int {
        switch self {
        case .message: ExternalProtocol.frameBytes
        case .depth: ExternalProtocol.json.maximumDepth
        case .state: ExternalProtocol.stateBytes
        case .image, .evidenceContent, .httpBody, .signedBytes: ExternalProtocol.bodyBytes
        case .logo: MethodLogo.longest
        case .code: Interaction.longestCode
        case .hintCharacters: LoginHintForm.longestHint
        case .digests, .values: SigningRequest.mostDigests
        case .url, .textValue: 16 << 10
        case .settingFile, .encryptedToken: 256 << 10
        case .certificate: 32 << 10
        case .pause, .httpTime: 60_000
        case .value: 4096
        case .subject, .assertedACR, .nonceSalt: 1024
        case .localizedText, .answerLength, .logText: 1000
        case .acr, .settingSummary, .issueText, .failureDetail: 500
        case .claim: 256
        case .attributes, .settings, .httpHeaders: 200
        case .hintPart: 128
        case .formFields, .assuranceRows, .settingKey, .issues, .mediaType, .evidenceKind, .valueName: 100
        case .provider, .hintForms, .logName: 64
        case .hintParts, .evidence, .certificates, .logMetadata: 16
        case .issuingCountry: 8
        }
    }
}
