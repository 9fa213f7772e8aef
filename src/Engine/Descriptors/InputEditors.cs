using System.Collections;
using Elsa.Workflows.UIHints.CheckList;
using Elsa.Workflows.UIHints.RadioList;

namespace Workflows.Engine.Descriptors;

/// <summary>The editor of an input: which one, and what it offers without asking anybody.</summary>
internal static class InputEditors
{
    public static string HintFor(Type valueType)
    {
        var type = Nullable.GetUnderlyingType(valueType) ?? valueType;
        if (type == typeof(bool)) return InputUIHints.Checkbox;
        if (type == typeof(string)) return InputUIHints.SingleLine;
        if (type.IsEnum || typeof(IEnumerable).IsAssignableFrom(type)) return InputUIHints.DropDown;
        if (typeof(Variable).IsAssignableFrom(type)) return InputUIHints.VariablePicker;
        if (typeof(WorkflowInput).IsAssignableFrom(type)) return InputUIHints.InputPicker;
        return typeof(Type).IsAssignableFrom(type) ? InputUIHints.TypePicker : InputUIHints.SingleLine;
    }

    /// <summary>The items of an enum, or those the attribute lists.</summary>
    public static IDictionary<string, object> Fixed(string hint, Type valueType, object? options)
    {
        if (options is IDictionary<string, object> given) return new Dictionary<string, object>(given);
        var type = Nullable.GetUnderlyingType(valueType) ?? valueType;
        var items = options is IEnumerable listed and not string ? listed.Cast<object>().Select(x => x.ToString()!).ToList() : type.IsEnum ? Enum.GetNames(type).ToList() : null;
        if (items is null) return new Dictionary<string, object>();
        var isFlags = type.IsDefined(typeof(FlagsAttribute), false);
        object? editor = hint switch
        {
            InputUIHints.DropDown => new DropDownProps { SelectList = new SelectList(items.Select(x => new SelectListItem(x, x)).ToList(), isFlags) },
            InputUIHints.CheckList => new CheckListProps { CheckList = new CheckList { Items = items.Select(x => new CheckListItem(x, x)).ToList(), IsFlagsEnum = isFlags } },
            InputUIHints.RadioList => new RadioListProps { RadioList = new RadioList { Items = items.Select(x => new RadioListItem(x, x)).ToList(), IsFlagsEnum = isFlags } },
            _ => null
        };
        return editor is null ? new Dictionary<string, object>() : new Dictionary<string, object> { [hint] = editor };
    }
}
