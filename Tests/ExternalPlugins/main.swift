import EIDExternalMethod
import EIDOpenIDConnect

// Plugins of this package in processes of their own, for tests: the broker calls a process by the name of its method.
switch CommandLine.arguments.first {
default: await ExternalMethod.main(OpenIDConnectProvider.self)
}
