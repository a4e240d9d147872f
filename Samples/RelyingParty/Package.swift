// swift-tools-version: 6.2
import PackageDescription

/// The sample by itself, for an integrator who copies this folder.
///
/// Inside the repository it reads EIDJOSE and EIDJSON from two folders up; a copy elsewhere names the broker's URL and
/// version instead. The repository's own package builds the same sources as its product `relying-party`.
let package = Package(
    name: "relying-party",
    dependencies: [
        .package(name: "eid-broker", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .executableTarget(
            name: "relying-party",
            dependencies: [
                .product(name: "EIDJOSE", package: "eid-broker"),
                .product(name: "EIDJSON", package: "eid-broker"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            path: "Sources"
        )
    ]
)
