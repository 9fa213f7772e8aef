using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>
/// The interpreter checks its limits between statements. What can burn minutes or gigabytes inside one call is taken away here, or asked beforehand how
/// much it would make.
/// </summary>
internal sealed class ScriptGuards(Jint.Engine engine, int textLength)
{
    private static readonly string[] Withheld =
    [
        "Atomics", "SharedArrayBuffer", "ArrayBuffer", "DataView", "BigInt", "BigInt64Array", "BigUint64Array", "Float16Array", "Float32Array", "Float64Array",
        "Int8Array", "Int16Array", "Int32Array", "Uint8Array", "Uint16Array", "Uint32Array", "Uint8ClampedArray", "TypedArray", "ShadowRealm", "WeakRef", "FinalizationRegistry"
    ];

    public void Install()
    {
        foreach (var name in Withheld) engine.Global.RemoveOwnProperty(name);

        var texts = (ObjectInstance)engine.Global.Get("String");
        texts.RemoveOwnProperty("raw");
        var text = (ObjectInstance)texts.Get("prototype");
        Guard(text, "repeat", (self, arguments) => Length(self) * Count(arguments, 0));
        Guard(text, "padStart", (_, arguments) => Count(arguments, 0));
        Guard(text, "padEnd", (_, arguments) => Count(arguments, 0));
        Guard(text, "replace", Replaced);
        Guard(text, "replaceAll", Replaced);
        Guard(text, "concat", (self, arguments) => Length(self) + arguments.Sum(x => (double)Length(x)));

        Guard(engine.Intrinsics.Array.PrototypeObject, "join", (self, arguments) => Weigh(self, Length(arguments.At(0))));
        Guard((ObjectInstance)engine.Global.Get("JSON"), "stringify", (_, arguments) => Weigh(arguments.At(0), 10));
    }

    private void Guard(ObjectInstance owner, string name, Func<JsValue, JsValue[], double> estimate)
    {
        var native = owner.Get(name);
        owner.FastSetDataProperty(name, new ClrFunction(engine, name, (self, arguments) =>
        {
            var length = estimate(self, arguments);
            if (length > textLength)
                throw new TextLengthException($"{name}() may make one of {length:N0}");
            return native.Call(self, arguments);
        }));
    }

    private static double Length(JsValue value) => value.IsString() ? value.AsString().Length : 16;

    private static double Count(JsValue[] arguments, int index) => arguments.At(index) is JsNumber number ? Math.Max(0, number.AsNumber()) : 16;

    /// <summary>A replacement text, at most at every character; with $` and $' each may bring the whole text again.</summary>
    private static double Replaced(JsValue self, JsValue[] arguments)
    {
        if (!arguments.At(1).IsString()) return 0;
        var replacement = arguments.At(1).AsString();
        var text = Length(self);
        if (replacement.Length <= 1) return text;
        var places = arguments.At(0).IsString() ? text / Math.Max(1, arguments.At(0).AsString().Length) : text;
        var perPlace = replacement.Contains('$', StringComparison.Ordinal) ? replacement.Length * text : replacement.Length;
        return text + places * perPlace;
    }

    /// <summary>The characters a value would have as text; gives up as soon as it is too many. A list that holds another list twice counts it twice.</summary>
    private double Weigh(JsValue value, double separator)
    {
        var total = 0d;
        Add(value, 0);
        return total;

        void Add(JsValue item, int depth)
        {
            if (total > textLength || depth > 100) return;
            switch (item)
            {
                case JsArray array:
                    total += array.Length * separator;
                    for (var i = 0u; i < array.Length && total <= textLength; i++) Add(array[i], depth + 1);
                    break;
                case JsObject members:
                    foreach (var (key, property) in members.GetOwnProperties())
                    {
                        total += key.IsString() ? key.AsString().Length + 4 : 0;
                        Add(property.Value ?? JsValue.Undefined, depth + 1);
                    }

                    break;
                default:
                    total += item.IsString() ? item.AsString().Length : 4;
                    break;
            }
        }
    }
}

/// <summary>A call would make too long a text.</summary>
internal sealed class TextLengthException(string message) : Exception(message);
