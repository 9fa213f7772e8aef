namespace Elsa.Expressions.Contracts;

/// <summary>The types a definition may name, each by a short name.</summary>
public interface IWellKnownTypeRegistry
{
    void RegisterType(Type type, string alias);
    bool TryGetAlias(Type type, out string alias);
    bool TryGetType(string alias, out Type type);
    IEnumerable<Type> ListTypes();
}
