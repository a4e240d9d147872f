import EIDExternalMethod
import EIDOpenIDConnect
import EIDSmartID

// Plugins of this package in processes of their own, for tests: the broker calls a process by the name of its method.
switch CommandLine.arguments.first {
case "smart-id": await ExternalMethod.main(SmartIDProvider.self)
default: await ExternalMethod.main(OpenIDConnectProvider.self)
}
