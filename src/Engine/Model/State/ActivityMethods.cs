using System.Collections.Concurrent;
using System.Reflection;

namespace Workflows.Engine;

/// <summary>Finds the methods that bookmarks and completion callbacks name.</summary>
internal static class ActivityMethods
{
    private static readonly ConcurrentDictionary<(Type Type, string Name, Type Delegate), MethodInfo> Methods = new();

    public static TDelegate Find<TDelegate>(IActivity activity, string name) where TDelegate : Delegate
    {
        var method = Methods.GetOrAdd((activity.GetType(), name, typeof(TDelegate)), static key => Find(key.Type, key.Name, key.Delegate));
        return method.IsStatic ? method.CreateDelegate<TDelegate>() : method.CreateDelegate<TDelegate>(activity);
    }

    private static MethodInfo Find(Type activityType, string name, Type delegateType)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var parameter = delegateType.GetMethod("Invoke")!.GetParameters()[0].ParameterType;
        for (var type = activityType; type != null; type = type.BaseType)
            if (type.GetMethod(name, own, [parameter]) is { } method)
                return method;
        throw new MissingMethodException($"Expected {activityType.Name} to have a method {name}({parameter.Name}) because a stored instance waits to call it, found none. Keep methods that instances may call, or give them back their name.");
    }
}
