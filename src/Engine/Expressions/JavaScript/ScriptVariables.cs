using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using PropertyDescriptor = Jint.Runtime.Descriptors.PropertyDescriptor;

namespace Workflows.Engine.Expressions.JavaScript;

/// <summary>
/// The global <c>variables</c>. A variable is read when the script first names it; what the script assigned, or changed inside a list or object, is
/// written back when the script has ended well.
/// </summary>
internal sealed class ScriptVariables(Jint.Engine engine, ExpressionScope scope) : ObjectInstance(engine)
{
    private readonly Dictionary<string, string> _before = new(StringComparer.Ordinal);

    public override PropertyDescriptor GetOwnProperty(JsValue property)
    {
        if (property.IsString()) Load(property.AsString());
        return base.GetOwnProperty(property);
    }

    public override List<JsValue> GetOwnPropertyKeys(Types types = Types.String | Types.Symbol)
    {
        foreach (var name in scope.Variables.Keys.ToList()) Load(name);
        return base.GetOwnPropertyKeys(types);
    }

    /// <summary>Sets the variable now.</summary>
    public void Write(string name, JsValue value)
    {
        scope.SetVariable(name, ScriptValue.Out(value));
        _before[name] = Fingerprint(value);
        FastSetDataProperty(name, value);
    }

    public void WriteBack()
    {
        foreach (var (key, property) in base.GetOwnProperties().ToList())
        {
            var name = key.AsString();
            var value = property.Value ?? Undefined;
            if (_before.GetValueOrDefault(name) != Fingerprint(value)) scope.SetVariable(name, ScriptValue.Out(value));
        }
    }

    private void Load(string name)
    {
        if (_before.ContainsKey(name) || !scope.Variables.ContainsKey(name)) return;
        var value = ScriptValue.In(Engine, scope.Variable(name));
        _before[name] = Fingerprint(value);
        FastSetDataProperty(name, value);
    }

    private static string Fingerprint(JsValue value) => JsonSerializer.Serialize(ScriptValue.Out(value));
}
