using System.Collections.Concurrent;
using System.Reflection;

namespace Workflows.Engine.Serialization;

/// <summary>What a property of an activity class holds, and so how its JSON looks.</summary>
internal enum MemberKind { Input, Output, Activity, Activities, Parts, Connections, Variables, Plain }

/// <summary>A property of an activity class, or of a part of one, that is read from JSON and written to it.</summary>
internal sealed record ActivityMember(PropertyInfo Property, string JsonName, MemberKind Kind)
{
    private static readonly ConcurrentDictionary<Type, ActivityMember[]> Members = new();

    /// <summary>
    /// The properties a class adds to <see cref="Activity"/>, children first: connections and starts refer to them. What a composite is made of comes with
    /// its class; only a workflow is made of what it is given.
    /// </summary>
    public static IReadOnlyList<ActivityMember> Of(Type type) => Members.GetOrAdd(type, static x => [.. Find(x)]);

    private static IEnumerable<ActivityMember> Find(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(x => x.CanWrite && x.SetMethod!.IsPublic && x.GetIndexParameters().Length == 0 && x.DeclaringType != typeof(Activity) && (x.DeclaringType != typeof(Composite) || type == typeof(Workflow)))
        .Select(x => new ActivityMember(x, Naming.Camelize(x.Name), KindOf(x.PropertyType)))
        .OrderBy(x => x.Kind == MemberKind.Activities ? 0 : 1);

    private static MemberKind KindOf(Type type) =>
        typeof(Input).IsAssignableFrom(type) ? MemberKind.Input :
        typeof(Output).IsAssignableFrom(type) ? MemberKind.Output :
        typeof(IActivity).IsAssignableFrom(type) ? MemberKind.Activity :
        typeof(IEnumerable<IActivity>).IsAssignableFrom(type) ? MemberKind.Activities :
        typeof(IEnumerable<Connection>).IsAssignableFrom(type) ? MemberKind.Connections :
        typeof(IEnumerable<Variable>).IsAssignableFrom(type) ? MemberKind.Variables :
        ActivityShape.PartOf(type) != null ? MemberKind.Parts : MemberKind.Plain;
}
