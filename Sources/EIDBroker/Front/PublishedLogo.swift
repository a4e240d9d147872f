import EIDJOSE
public import EIDMethod

/// A method's logo at an address of its own, which names what is there: another picture has another address.
public struct PublishedLogo: Sendable, Hashable {
    /// The picture.
    public let logo: MethodLogo
    /// The last part of the address.
    public let name: String

    /// Publishes a picture under its SHA-256.
    public init(_ logo: MethodLogo) {
        self.logo = logo
        name = "\(Hexadecimal.text(SHA256.digest(logo.bytes).prefix(16))).\(logo.mediaType.fileExtension)"
    }

    /// Where pages find it.
    public var path: String { "/assets/logos/\(name)" }
}
