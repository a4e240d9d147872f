import EIDExternalMethod
import EIDTemplate

// A provider becomes an executable that the broker starts as a process of its own.
await ExternalMethod.main(TemplateProvider.self)
