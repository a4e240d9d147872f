// swift-tools-version: 6.2
import PackageDescription

/// A broker of your own: the published parts, and a method that lives in this package.
///
/// Inside the repository the parts come from two folders up; a copy elsewhere names the broker's URL and version instead. The
/// repository's own package builds the same sources as its product `library-broker`, without access to what is not public.
let package = Package(
    name: "library-broker",
    dependencies: [.package(name: "eid-broker", path: "../..")],
    targets: [
        .executableTarget(
            name: "library-broker",
            dependencies: [
                .product(name: "EIDProgram", package: "eid-broker"),
                .product(name: "EIDMethod", package: "eid-broker"),
                .product(name: "EIDJOSE", package: "eid-broker"),
            ],
            path: "Sources"
        )
    ]
)
