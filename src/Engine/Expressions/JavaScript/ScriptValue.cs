using System.Dynamic;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>Takes values into a script and out of it; both ways they are copies.</summary>
internal static class ScriptValue
{
    private const int MaxDepth = 64;
    private const int MaxSize = 4_000_000;

    public static JsValue In(Jint.Engine engine, object? value) => Wrap(engine, value as JsValue ?? PlainValue.From(value));

    /// <summary>Numbers come out as double, dates as UTC <see cref="DateTime"/>, arrays as lists, objects as <see cref="ExpandoObject"/>.</summary>
    public static object? Out(JsValue value)
    {
        var room = MaxSize;
        return Out(value, 0, ref room);
    }

    private static object? Out(JsValue value, int depth, ref int room)
    {
        if (depth > MaxDepth) throw new ExpressionFailedException($"expected a value at most {MaxDepth} levels deep, found a deeper one, perhaps an object that contains itself. Return a flatter one.");
        // A list that holds another list twice comes out twice, so a few lines could make billions of items.
        room -= 1 + (value.IsString() ? value.AsString().Length : 0);
        if (room < 0) throw new ExpressionFailedException($"expected a value of at most {MaxSize:N0} items and characters, found a larger one. Return less.");
        switch (value)
        {
            case OpaqueObject opaque: return opaque.Value;
            case JsArray array:
                var list = new List<object?>();
                for (var i = 0u; i < array.Length; i++) list.Add(Out(array[i], depth + 1, ref room));
                return list;
            case JsDate date: return date.ToDateTime();
        }

        if (value.IsNull() || value.IsUndefined()) return null;
        if (value.IsBoolean()) return value.AsBoolean();
        if (value.IsNumber()) return value.AsNumber();
        if (value.IsString()) return value.AsString();
        if (value is not ObjectInstance instance || value.IsCallable()) return value.ToString();

        IDictionary<string, object?> expando = new ExpandoObject();
        foreach (var (key, property) in instance.GetOwnProperties())
            if (property.Enumerable && key.IsString())
                expando[key.AsString()] = Out(instance.Get(key), depth + 1, ref room);
        return expando;
    }

    private static JsValue Wrap(Jint.Engine engine, object? plain)
    {
        switch (plain)
        {
            case null: return JsValue.Null;
            case JsValue value: return value;
            case bool value: return value ? JsBoolean.True : JsBoolean.False;
            case string value: return new JsString(value);
            case DateTime or DateTimeOffset: return JsValue.FromObject(engine, plain);
            case List<object?> list:
                return new JsArray(engine, list.Select(x => Wrap(engine, x)).ToArray());
            case Dictionary<string, object?> members:
                var target = new JsObject(engine);
                foreach (var (name, value) in members) target.FastSetDataProperty(name, Wrap(engine, value));
                if (members is PlainRecord) AddCamelNames(target, members);
                return target;
            case Stream or Delegate: return new OpaqueObject(engine, plain);
            default: return JsNumber.Create(Convert.ToDouble(plain, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static void AddCamelNames(JsObject target, Dictionary<string, object?> members)
    {
        foreach (var name in members.Keys)
        {
            var camel = JsonNamingPolicy.CamelCase.ConvertName(name);
            if (!members.ContainsKey(camel))
                target.FastSetProperty(camel, new Jint.Runtime.Descriptors.PropertyDescriptor(target.Get(name), writable: true, enumerable: false, configurable: true));
        }
    }

    /// <summary>Something a script can only hand on.</summary>
    private sealed class OpaqueObject(Jint.Engine engine, object value) : ObjectInstance(engine)
    {
        public object Value { get; } = value;
    }
}
