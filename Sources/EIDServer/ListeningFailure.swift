import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why the broker's port could not be opened, in the words of the settings.
package struct ListeningFailure: Error, CustomStringConvertible {
    /// One sentence.
    package let description: String

    /// `nil` for an error that says nothing about host and port.
    init?(_ error: any Error, _ configuration: ServerConfiguration) {
        let (host, port) = (configuration.host, configuration.port)
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: description = "server.port \(port) on \(host) is in use"
        case EACCES: description = "server.port \(port) on \(host) may not be opened by this user"
        case EADDRNOTAVAIL: description = "server.host \(host) is not an address of this machine"
        default: return nil
        }
    }
}
