using System.Reflection;

namespace Elsa.Workflows.UIHints
{
    /// <summary>The editors an input can be shown with.</summary>
    public static class InputUIHints
    {
        public const string Checkbox = "checkbox";
        public const string CheckList = "checklist";
        public const string CodeEditor = "code-editor";
        public const string Dictionary = "dictionary";
        public const string DateTimePicker = "datetime-picker";
        public const string DropDown = "dropdown";
        public const string DynamicOutcomes = "dynamic-outcomes";
        public const string ExpressionEditor = "expression-editor";
        public const string JsonEditor = "json-editor";
        public const string MultiLine = "multiline";
        public const string MultiText = "multitext";
        public const string OutputPicker = "output-picker";
        public const string OutcomePicker = "outcome-picker";
        public const string RadioList = "radiolist";
        public const string SingleLine = "singleline";
        public const string TypePicker = "type-picker";
        public const string VariablePicker = "variable-picker";
        public const string InputPicker = "input-picker";
        public const string WorkflowDefinitionPicker = "workflow-definition-picker";
    }
}

namespace Elsa.Workflows
{
    /// <summary>Gives the editor of a property what it needs, for instance the items of a list.</summary>
    public interface IPropertyUIHandler
    {
        float Priority => 0;
        ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default);
    }

    /// <summary>Base class of <see cref="IPropertyUIHandler"/>.</summary>
    public abstract class PropertyUIHandlerBase : IPropertyUIHandler
    {
        public virtual float Priority => 0;
        public abstract ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default);
    }

    /// <summary>Names the handlers an editor uses by default.</summary>
    public interface IUIHintHandler
    {
        string UIHint { get; }
        ValueTask<IEnumerable<Type>> GetPropertyUIHandlersAsync(PropertyInfo propertyInfo, CancellationToken cancellationToken);
    }
}

namespace Elsa.Workflows.UIHints.Dropdown
{
    /// <summary>An item of a dropdown.</summary>
    public record SelectListItem(string Text, string Value);

    /// <summary>The items of a dropdown.</summary>
    public record SelectList(ICollection<SelectListItem> Items)
    {
        public SelectList(ICollection<SelectListItem> items, bool isFlagsEnum) : this(items) => IsFlagsEnum = isFlagsEnum;

        public bool IsFlagsEnum { get; init; }
    }

    public class DropDownProps
    {
        public SelectList? SelectList { get; set; }
        public string? ProviderName { get; set; }
    }

    /// <summary>Base class of providers of dropdown items.</summary>
    public abstract class DropDownOptionsProviderBase : IPropertyUIHandler
    {
        public float Priority => 0;

        /// <summary>True: the editor asks again whenever another input changes.</summary>
        protected virtual bool RefreshOnChange => false;

        protected abstract ValueTask<ICollection<SelectListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken);

        protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() => new Dictionary<string, object>();

        public virtual async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default)
        {
            var items = await GetItemsAsync(propertyInfo, context, cancellationToken);
            var properties = new Dictionary<string, object> { [InputUIHints.DropDown] = new DropDownProps { SelectList = new SelectList(items) } };
            if (RefreshOnChange) properties["Refresh"] = true;
            foreach (var (key, value) in GetUIPropertyAdditionalOptions()) properties[key] = value;
            return properties;
        }
    }
}

namespace Elsa.Workflows.UIHints.CheckList
{
    /// <summary>An item of a list of check boxes.</summary>
    public record CheckListItem(string Text, string Value);

    public class CheckList
    {
        public IEnumerable<CheckListItem> Items { get; set; } = [];
        public bool IsFlagsEnum { get; set; }
    }

    public class CheckListProps
    {
        public CheckList? CheckList { get; set; }
    }

    /// <summary>Base class of providers of check boxes.</summary>
    public abstract class CheckListOptionsProviderBase : PropertyUIHandlerBase
    {
        protected virtual bool RefreshOnChange => false;

        protected abstract ValueTask<ICollection<CheckListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken);

        protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() => new Dictionary<string, object>();

        public override async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default)
        {
            var items = await GetItemsAsync(propertyInfo, context, cancellationToken);
            var properties = new Dictionary<string, object> { [InputUIHints.CheckList] = new CheckListProps { CheckList = new CheckList { Items = items } } };
            if (RefreshOnChange) properties["Refresh"] = true;
            foreach (var (key, value) in GetUIPropertyAdditionalOptions()) properties[key] = value;
            return properties;
        }
    }
}

namespace Elsa.Workflows.UIHints.RadioList
{
    /// <summary>An item of a list of radio buttons.</summary>
    public record RadioListItem(string Text, string Value);

    public class RadioList
    {
        public IEnumerable<RadioListItem> Items { get; set; } = [];
        public bool IsFlagsEnum { get; set; }
    }

    public class RadioListProps
    {
        public RadioList? RadioList { get; set; }
    }

    /// <summary>Base class of providers of radio buttons.</summary>
    public abstract class RadioListOptionsProviderBase : PropertyUIHandlerBase
    {
        protected virtual bool RefreshOnChange => false;

        protected abstract ValueTask<ICollection<RadioListItem>> GetItemsAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken);

        protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() => new Dictionary<string, object>();

        public override async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default)
        {
            var items = await GetItemsAsync(propertyInfo, context, cancellationToken);
            var properties = new Dictionary<string, object> { [InputUIHints.RadioList] = new RadioListProps { RadioList = new RadioList { Items = items } } };
            if (RefreshOnChange) properties["Refresh"] = true;
            foreach (var (key, value) in GetUIPropertyAdditionalOptions()) properties[key] = value;
            return properties;
        }
    }
}

namespace Elsa.Workflows.UIHints.CodeEditor
{
    public enum EditorHeight { Default = 0, Large = 1 }

    public class CodeEditorOptions
    {
        public EditorHeight? EditorHeight { get; set; }
        public string? Language { get; set; }
        public bool? SingleLineMode { get; set; }
    }

    /// <summary>Base class of providers of the options of a code editor.</summary>
    public abstract class CodeEditorOptionsProviderBase : PropertyUIHandlerBase
    {
        protected virtual CodeEditorOptions GetCodeEditorOptions(PropertyInfo propertyInfo, object? context) => new() { Language = GetLanguage(propertyInfo, context) };

        protected virtual string? GetLanguage(PropertyInfo propertyInfo, object? context) => null;

        public override ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(PropertyInfo propertyInfo, object? context, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IDictionary<string, object>>(new Dictionary<string, object> { [InputUIHints.CodeEditor] = GetCodeEditorOptions(propertyInfo, context) });
    }
}

namespace Elsa.Workflows.UIHints.SingleLine
{
    public class SingleLineProps
    {
        public string? AdornmentText { get; set; }
        public bool EnableCopyAdornment { get; set; }
    }
}
