namespace Elsa.Workflows;

/// <summary>The storage drivers there are.</summary>
public interface IStorageDriverManager
{
    IStorageDriver? Get(Type type);
    IEnumerable<IStorageDriver> List();
}
