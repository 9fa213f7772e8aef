namespace Workflows.Engine;

/// <summary>The registered storage drivers; one that is not registered is looked up by its exact type only.</summary>
internal sealed class StorageDrivers(IEnumerable<IStorageDriver> drivers) : IStorageDriverManager
{
    private readonly Dictionary<Type, IStorageDriver> _drivers = drivers.GroupBy(x => x.GetType()).ToDictionary(x => x.Key, x => x.First());

    public IStorageDriver? Get(Type type) => type == null! ? null : _drivers.GetValueOrDefault(type);
    public IEnumerable<IStorageDriver> List() => _drivers.Values.OrderByDescending(x => x.Priority);
}
