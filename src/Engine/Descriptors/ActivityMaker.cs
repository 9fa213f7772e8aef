using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Workflows.Engine.Descriptors;

/// <summary>Makes activities of a class whose constructor needs no argument.</summary>
internal static class ActivityMaker
{
    private static readonly ConcurrentDictionary<Type, Func<IActivity>> Makers = new();

    public static bool CanMake(Type type) =>
        typeof(IActivity).IsAssignableFrom(type) && type is { IsAbstract: false, IsGenericTypeDefinition: false, IsPublic: true } && Constructor(type) != null;

    public static IActivity Make(Type type) => Makers.GetOrAdd(type, static x => Compile(x))();

    private static Func<IActivity> Compile(Type type)
    {
        var constructor = Constructor(type) ?? throw new InvalidOperationException($"Expected {type.FullName} to have a constructor that needs no argument, found none. Give its arguments default values.");
        // The optional arguments are where in a source file the activity stands; one read from JSON stands in none.
        var arguments = constructor.GetParameters().Select(x => System.Linq.Expressions.Expression.Constant(x.DefaultValue is DBNull ? null : x.DefaultValue, x.ParameterType));
        return System.Linq.Expressions.Expression.Lambda<Func<IActivity>>(System.Linq.Expressions.Expression.New(constructor, arguments)).Compile();
    }

    /// <summary>The constructor marked for JSON, which may be private, else the public one with the fewest arguments.</summary>
    private static ConstructorInfo? Constructor(Type type) => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .Where(x => x.GetParameters().All(p => p.HasDefaultValue) && (x.IsPublic || IsForJson(x)))
        .OrderByDescending(IsForJson).ThenBy(x => x.GetParameters().Length).FirstOrDefault();

    private static bool IsForJson(ConstructorInfo constructor) => constructor.IsDefined(typeof(JsonConstructorAttribute));
}
