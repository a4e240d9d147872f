/// Why a storage engine did not do what it was asked.
///
/// The description goes to the operator's log as it is, so nothing that was stored is in it. Of errors of any other type the
/// log has the type alone.
public protocol RecordStoreError: Error, CustomStringConvertible {}
